import { TestEnvironment } from 'jest-environment-node';
import { timeFactor } from '../../libs/testing/src/time-factor.js';

interface Timed {
  timeout?: number | undefined;
}

interface Block {
  readonly hooks: readonly Timed[];
  readonly children: readonly (Block | Timed)[];
}

/** What is changed here of the state of jest-circus; times in ms. */
interface CircusState {
  testTimeout: number;
  readonly rootDescribeBlock: Block;
}

/** Beside the shared runtime: the globals of a test file are those of the process, and its deadlines are those of the machine. */
export default class SharedEnvironment extends TestEnvironment {
  private readonly console = globalThis.console;
  private readonly exit = process.exit;

  constructor(...parameters: ConstructorParameters<typeof TestEnvironment>) {
    super(...parameters);
    this.global = globalThis as unknown as typeof this.global;
  }

  override async setup(): Promise<void> {
    await super.setup();
    // Jest's formatter of stacks does not know the maps of sources that Node has loaded; Node does.
    Reflect.deleteProperty(Error, 'prepareStackTrace');
  }

  handleTestEvent(event: { readonly name: string }, state: CircusState): void {
    if (event.name !== 'run_start') return;
    const factor = timeFactor();
    state.testTimeout *= factor;
    lengthen(state.rootDescribeBlock, factor);
  }

  override async teardown(): Promise<void> {
    await super.teardown();
    // Jest replaces both for each file.
    globalThis.console = this.console;
    process.exit = this.exit;
  }
}

/** Multiplies the deadlines that hooks and tests have of their own. */
function lengthen(block: Block, factor: number): void {
  for (const hook of block.hooks) hook.timeout &&= hook.timeout * factor;
  for (const child of block.children) {
    if ('children' in child) lengthen(child, factor);
    else child.timeout &&= child.timeout * factor;
  }
}
