import { incompatibilities, unfoundedWithdrawals } from '../../libs/contracts/gate/compatibility.js';
import { publishedContracts, withdrawals, workingContracts } from '../../libs/contracts/gate/contract-set.js';

/** Where the contracts of the working tree break those in libs/contracts/published. One sentence per breach. */
export function brokenContracts(): string[] {
  const withdrawn = withdrawals();
  return [
    ...incompatibilities(publishedContracts(), workingContracts(), withdrawn),
    ...unfoundedWithdrawals(withdrawn),
  ];
}
