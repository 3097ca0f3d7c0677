import { type Audit, openAudit } from "../audit/audit.ts";
import { startSyslog } from "../audit/syslog.ts";
import type { Addresses } from "./addresses.ts";
import type { Ground } from "./ground.ts";

/** The audit trail as the profile wants it kept, with its copy on the site's own server. */
export function openSiteAudit(ground: Ground & Pick<Addresses, "resolve"> & { keyFile: string }): Promise<Audit> {
  const { site, store, dataFolder, resolve, now, log } = ground;
  const settings = () => site.current().audit;
  const syslog = startSyslog({
    ...{ repository: store.audit, server: () => settings().syslog, resolve: (address) => resolve(address), now, log },
  });
  site.onChange(() => syslog.signal(true));
  return openAudit({
    repository: store.audit,
    folder: dataFolder,
    keyFile: ground.keyFile,
    now,
    log,
    settings,
    syslog,
  });
}
