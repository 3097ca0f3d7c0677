import { useTranslation } from "react-i18next";
import type { MachineView } from "#contract/entities/machine.ts";
import { formatNumber } from "../../figures/format.ts";
import { Facts } from "../Facts.tsx";
import { useMoments } from "../moments.ts";

/** What a machine of the wall has to bear and what it has left, as it last told. */
export function MachineDetail({ machine }: { machine: MachineView }) {
  const { t, i18n } = useTranslation("desk");
  const moments = useMoments();
  const { load, monitors } = machine;
  const number = (value: number, decimals = 0) => formatNumber(value, i18n.language, decimals);
  const percent = (share: number) => `${number(share * 100)} %`;
  const space = ({ total, available }: { total: number; available: number }) =>
    t("status.machineFact.space", { free: number(available / 1e9, 1), total: number(total / 1e9, 1) });
  return (
    <Facts
      facts={[
        [
          t("status.machineFact.monitors"),
          monitors === null
            ? null
            : monitors.first === monitors.last
              ? monitors.first
              : `${monitors.first} – ${monitors.last}`,
        ],
        [
          t(machine.isThere ? "status.machineFact.thereSince" : "status.machineFact.awaySince"),
          moments.seconds(machine.sinceMs),
        ],
        [t("status.machineFact.processor"), load === null ? null : percent(load.processor.lastMinute)],
        [t("status.machineFact.cores"), load === null ? null : number(load.processor.cores)],
        [t("status.machineFact.memory"), load === null ? null : space(load.memory)],
        [t("status.machineFact.storage"), load === null || load.storage === null ? null : space(load.storage)],
        [t("status.machineFact.measured"), load === null ? null : moments.seconds(load.measuredAtMs)],
      ]}
    />
  );
}
