/** Addresses that messages lead to. */
export class Links {
  /** @param origin the gateway's public origin, without a slash at the end */
  constructor(private readonly origin: string) {}

  /** The application's own view (R6); it asks for login and checks rights itself. */
  toApplication(applicationId: string): string {
    return `${this.origin}${pathToApplication(applicationId)}`;
  }

  /** The applications that a handler handles. */
  get toWork(): string {
    return `${this.origin}/work`;
  }

  /** Where people say which e-mails they get. */
  get toPreferences(): string {
    return `${this.origin}/preferences`;
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
