import 'reflect-metadata';
import { type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Copies, CopyDeclaration } from './copy-declaration.js';

class RepositoriesOfCopies {}

/** The copies of a service outside of the service: their repositories come from a container that holds nothing else. */
export async function resolveCopies({ inject, declare }: Copies): Promise<readonly CopyDeclaration[]> {
  const module: DynamicModule = { module: RepositoriesOfCopies, providers: [...inject] };
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  return declare(...(inject.map((repository) => context.get(repository)) as never[]));
}
