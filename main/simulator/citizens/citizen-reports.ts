import { gateActivity, sway } from "../curves.ts";

const hourMs = 3_600_000;
/** One may be made in each of these. */
const slotMs = 2 * hourMs;
/** GeoReport v2 tells the last 90 days unless asked otherwise; here few enough to be looked at. */
const spanMs = 12 * 24 * hourMs;

const services = [
  { code: "rac", name: "Rác thải", agency: "Phòng Kinh tế, hạ tầng", hours: 24 },
  { code: "duong", name: "Mặt đường hỏng", agency: "Sở Xây dựng", hours: 96 },
  { code: "den", name: "Đèn đường hỏng", agency: "Phòng Kinh tế, hạ tầng", hours: 48 },
  { code: "via-he", name: "Lấn chiếm vỉa hè", agency: "UBND xã, phường", hours: 72 },
  { code: "ngap", name: "Ngập nước", agency: "UBND xã, phường", hours: 12 },
];
/** In the middle of towns, degrees; each report stands within a kilometre or so. */
const towns = [
  { lat: 21.85, lon: 106.76 },
  { lat: 21.85, lon: 106.76 },
  { lat: 21.94, lon: 106.69 },
  { lat: 21.76, lon: 106.93 },
  { lat: 21.51, lon: 106.35 },
  { lat: 22.05, lon: 106.61 },
];

/** From 0 to 1, the same for the same. */
const share = (seed: string): number => (sway(seed, 0) + 1) / 2;
const oneOf = <Item>(list: readonly [Item, ...Item[]] | readonly Item[], seed: string): Item =>
  list[Math.min(list.length - 1, Math.floor(share(seed) * list.length))] as Item;
const iso = (atMs: number): string => new Date(atMs).toISOString();

/** What a server of Open311 GeoReport v2 answers to `GET requests.json` at a moment; nobody's name or words are made up. */
export function citizenReports(nowMs: number) {
  const reports = [];
  const last = Math.floor(nowMs / slotMs);
  for (let slot = last; slot > last - spanMs / slotMs; slot--) {
    const requestedMs = slot * slotMs + share(`${slot} moment`) * slotMs;
    // At night hardly anybody walks by.
    if (requestedMs > nowMs || gateActivity(requestedMs) < 0.2) continue;
    const service = oneOf(services, `${slot} service`);
    const town = oneOf(towns, `${slot} town`);
    // Most are dealt with in time, some late.
    const closedMs = requestedMs + service.hours * hourMs * (0.3 + 1.1 * share(`${slot} work`));
    const isClosed = closedMs <= nowMs;
    reports.push({
      service_request_id: `MP-${slot}`,
      status: isClosed ? "closed" : "open",
      service_code: service.code,
      service_name: service.name,
      agency_responsible: service.agency,
      requested_datetime: iso(requestedMs),
      updated_datetime: iso(isClosed ? closedMs : requestedMs),
      expected_datetime: iso(requestedMs + service.hours * hourMs),
      lat: Number((town.lat + 0.012 * sway(`${slot} north`, 0)).toFixed(5)),
      long: Number((town.lon + 0.012 * sway(`${slot} east`, 0)).toFixed(5)),
    });
  }
  return reports;
}
