/** This service's copy of an institution: its switches. */
export interface Institution {
  readonly institutionOid: string;
  readonly version: number;
  /** The handler of a new application gets an e-mail beside the desk message. */
  readonly emailHandlerOnArrival: boolean;
  /** R23, D10: the recorder is told of parts to record; off by default. */
  readonly notifyRecorder: boolean;
}
