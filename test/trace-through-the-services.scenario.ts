import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { as, closeTesting, readTopic } from '#testing';
import { DEMO, demoPerson } from '#testing/demo';

interface ApplicationEvent {
  readonly applicationId: string;
}

interface DeliveredEvent extends ApplicationEvent {
  readonly channel: string;
}

afterAll(() => closeTesting());

describe('the trace of a request', () => {
  it('goes from the HTTP request over the outbox and Kafka into the events of the next service', async () => {
    const aino = await as('aino');
    const studyRight = DEMO.studyRights.find(({ studentId }) => studentId === demoPerson('aino').personId);
    const course = DEMO.courses.find(({ institutionOid }) => institutionOid === studyRight?.institutionOid);
    const draft = await aino.post<{ id: string }>('/api/applications/v1/applications', {
      studyRightId: studyRight?.studyRightId,
      handlerId: demoPerson('hanna').personId,
      parts: [
        {
          type: 'SUBSTITUTION',
          bases: [{ kind: 'COMPETENCE', name: 'Tracing', gainedOn: '2023-05-20' }],
          targets: [{ courseCode: course?.courseCode }],
          creditsApplied: 5,
        },
      ],
    });
    expect(draft.status).toBe(201);

    const traceId = randomBytes(16).toString('hex');
    const requestId = `trace-${randomUUID()}`;
    const sent = await aino.post(
      `/api/applications/v1/applications/${draft.body.id}/submit`,
      {},
      {
        traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
        'x-request-id': requestId,
      },
    );
    expect(sent.status).toBe(200);
    expect(sent.headers.get('x-request-id')).toBe(requestId);

    const submitted = await readTopic<ApplicationEvent>(
      'applications.application.v1',
      ({ key }) => key === draft.body.id,
    );
    expect(submitted.headers['traceparent']).toContain(traceId);
    expect(submitted.headers['ce_correlationid']).toBe(requestId);

    // An e-mail is sent by a schedule, when nothing of the request runs any more.
    for (const channel of ['DESK', 'EMAIL']) {
      const delivered = await readTopic<DeliveredEvent>(
        'notifications.message.v1',
        ({ body }) => body.applicationId === draft.body.id && body.channel === channel,
      );
      expect(delivered.headers['traceparent']).toContain(traceId);
      expect(delivered.headers).toMatchObject({
        ce_correlationid: requestId,
        ce_causationid: submitted.headers['ce_id'],
      });
    }
  });
});
