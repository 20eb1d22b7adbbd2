import { incompatibilities, unfoundedWithdrawals } from '../../libs/contracts/gate/compatibility.js';
import { publishedContracts, withdrawals, workingContracts } from '../../libs/contracts/gate/contract-set.js';
import { apiBreaches } from '../../libs/contracts/gate/openapi-changes.js';
import { publishedOpenApi, workingOpenApi } from '../../libs/contracts/gate/openapi-set.js';

/** Where the contracts of the working tree break those in libs/contracts/published. One sentence per breach. */
export function brokenContracts(): string[] {
  const withdrawn = withdrawals();
  return [
    ...incompatibilities(publishedContracts(), workingContracts(), withdrawn),
    ...unfoundedWithdrawals(withdrawn),
  ];
}

/** Where the OpenAPI documents of the working tree break those in libs/contracts/published/openapi. One sentence per breach. */
export function brokenOpenApi(): string[] {
  const withdrawn = withdrawals();
  const working = workingOpenApi();
  return [...publishedOpenApi()].flatMap(([service, before]) =>
    apiBreaches(before, working.get(service) ?? { paths: {} })
      .map(({ place, what }) => ({ rule: `openapi ${service}/${place}: ${what}`, place: `${service}/${place}`, what }))
      .filter(({ rule }) => !withdrawn.some((withdrawal) => withdrawal.what === rule))
      .map(
        ({ rule, place, what }) =>
          `libs/contracts/openapi, ${place}: ${what}. Clients rely on it: keep it and add beside it, or announce its end by @Deprecated ` +
          `(docs/stability.md). What may go stands in libs/contracts/published/withdrawals.json as "${rule}", with its ADR.`,
      ),
  );
}
