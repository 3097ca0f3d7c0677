import { BaseSequencer } from "vitest/node";

/**
 * Files whose tests wait for real cameras, brokers, databases and cores, longest first. They begin first, each in a process
 * of its own, which the last one needs since it adds to a table; everything else fills the gaps. Where a file stands only counts for the time of a whole run.
 */
export const longest = [
  "main/command/command.test.ts",
  "main/core/joining/joining.test.ts",
  "main/core/map/import.test.ts",
  "main/core/ingest/kill.test.ts",
  "main/core/connectors/contract/contract.test.ts",
  "main/core/cameras/streams.test.ts",
  "main/core/run/core.test.ts",
  "main/core/connectors/mirror.test.ts",
  "main/core/connectors/real-peers.test.ts",
  "main/core/cameras/rounds.test.ts",
  "renderer/live/client.test.ts",
  "main/core/cameras/rtsp.test.ts",
  "main/core/cameras/sound.test.ts",
  "main/core/connectors/folder.test.ts",
  "main/simulator/pictures/caption.test.ts",
  "main/simulator/pictures/rtsp-server.test.ts",
  "main/simulator/training.test.ts",
  "main/core/cameras/gateway.test.ts",
  "main/core/cameras/http-cameras.test.ts",
  "main/core/connectors/postgresql.test.ts",
  "main/core/connectors/rest.test.ts",
  "main/core/connectors/mqtt.test.ts",
  "main/core/cameras/bad-cameras.test.ts",
  "main/core/outbox/outbox.test.ts",
  "main/core/connectors/rest-more.test.ts",
  "main/core/connectors/oauth.test.ts",
  "main/core/connectors/centre.test.ts",
  "main/core/ingest/order.test.ts",
  "main/core/connectors/report-reader.test.ts",
  "main/core/cameras/onvif/onvif-line.test.ts",
  "main/command/many-cameras.test.ts",
  "main/simulator/simulator.test.ts",
  "main/core/connectors/compiled.test.ts",
  "lab/lab.test.ts",
  "main/core/cameras/replacing.test.ts",
  "main/core/catalogue/catalogue.test.ts",
  "main/core/store/loss.test.ts",
  "renderer/state/session.test.ts",
  "main/core/cameras/fragments.test.ts",
  "main/core/live/new-kind.test.ts",
];

/** Projects in the order of `projects`, and in each the files of the list first. */
export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const names = this.ctx.projects.map(({ name }) => name);
    const place = ({ project, moduleId }) => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/test/${name}`));
      return names.indexOf(project.name) * 1_000 + (at < 0 ? longest.length : at);
    };
    return [...(await super.sort(files))].sort((one, other) => place(one) - place(other));
  }
}
