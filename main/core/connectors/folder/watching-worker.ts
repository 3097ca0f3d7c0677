/** The process that watches a folder which may hang; see watching-apart.ts. A program of its own. */
import { isReport } from "./reading.ts";
import { watchFolder } from "./watching.ts";
import type { WatchNews, WatchRequest } from "./watching-apart.ts";

const tell = (news: WatchNews): void => void process.send?.(news, () => {});

// An orderly exit would wait for the threads that wait for the drive.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.once("message", ({ folder, settledAfterMs, kind }: WatchRequest) => {
  watchFolder(
    folder,
    { settledAfterMs, isWanted: (path) => isReport(path, kind), onLooked: () => tell({ kind: "looked" }) },
    {
      onFile: (path) => tell({ kind: "file", path }),
      onUnreadable: (reason) => tell({ kind: "unreadable", reason }),
      onFolder: (trouble) => tell({ kind: "folder", trouble }),
    },
  );
});
