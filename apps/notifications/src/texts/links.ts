/** Addresses that messages lead to. */
export class Links {
  /** @param origin the gateway's public origin, without a slash at the end */
  constructor(private readonly origin: string) {}

  /** The application's own view (R6); it asks for login and checks rights itself. */
  toApplication(applicationId: string): string {
    return `${this.origin}${pathToApplication(applicationId)}`;
  }

  /** Host name of the system, the right-hand side of Message-IDs. */
  get host(): string {
    return new URL(this.origin).hostname;
  }
}

/** The same place inside the pages. */
export function pathToApplication(applicationId: string): string {
  return `/applications/${applicationId}`;
}
