/** So long after its return an outage is told on the wall. */
export const outageToldForMs = 10 * 60_000;
