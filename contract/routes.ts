/** Routes of the core. All need a token but health: `Authorization: Bearer TOKEN`, or the session cookie. */
export const routes = {
  health: "/api/health",
  openapi: "/api/openapi.json",
  status: "/api/status",
  history: "/api/history",
  readings: "/api/readings",
  /** How a calculated figure comes about; see calculations/http.ts. */
  explanation: "/api/explanation",
  /** Of figures that are forecast the next hours; see forecast/http.ts. */
  forecasts: "/api/forecasts",
  /** The certificate of the site's own authority, for devices that are to trust it. */
  doorAuthority: "/api/door/ca.pem",
  securityText: "/.well-known/security.txt",
  ownRights: "/api/own-rights",
  /** What the site has names, units and limits for. */
  siteNames: "/api/site-names",
  /** People: see accounts/http.ts. GET: the ways; POST: name and password. */
  signIn: "/api/sign-in",
  signInFactor: "/api/sign-in/factor",
  signInPassword: "/api/sign-in/password",
  /** POST: what the browser is to ask its authenticator; PUT: what that said. */
  signInPasskey: "/api/sign-in/passkey",
  /** GET: to the provider of single sign-on; `…/back` is where that one sends to. */
  signInProvider: (id: string) => `/api/sign-in/providers/${id}`,
  signOut: "/api/sign-out",
  /** GET, POST by whoever has the link. */
  invitation: (token: string) => `/api/invitations/${token}`,
  sessionState: "/api/session",
  unlock: "/api/session/unlock",
  account: "/api/account",
  accountPassword: "/api/account/password",
  totp: "/api/account/totp",
  recoveryCodes: "/api/account/recovery-codes",
  passkeys: "/api/account/passkeys",
  passkey: (id: string) => `/api/account/passkeys/${id}`,
  /** The figures that a person follows; see follows/http.ts. */
  follows: "/api/account/follows",
  /** On which devices a person is told of something; see push/http.ts. */
  push: "/api/account/push",
  pushSubscription: (id: string) => `/api/account/push/${id}`,
  /** What a leader's first screen is made of; see today/http.ts. */
  today: "/api/today",
  /** DELETE: nobody of that provider of single sign-on is this account any longer. */
  ownProvider: (id: string) => `/api/account/providers/${id}`,
  ownSession: (id: string) => `/api/account/sessions/${id}`,
  /** Of administrators. */
  accounts: "/api/accounts",
  accountOf: (id: string) => `/api/accounts/${id}`,
  /** PUT: whose number of citizens it is; see accounts/provider.ts. */
  accountIdentity: (id: string) => `/api/accounts/${id}/identity-number`,
  /** POST: a new link, to set a (new) password; whoever has an older one is too late. */
  accountInvitation: (id: string) => `/api/accounts/${id}/invitation`,
  accountUnlock: (id: string) => `/api/accounts/${id}/unlock`,
  /** DELETE: all are ended at once, everywhere. */
  accountSessions: (id: string) => `/api/accounts/${id}/sessions`,
  /** DELETE: the second factors are gone; he sets up a new one. */
  accountFactors: (id: string) => `/api/accounts/${id}/factors`,
  substitutions: "/api/substitutions",
  substitution: (id: string) => `/api/substitutions/${id}`,
  tokens: "/api/tokens",
  /** How the wall is used, and what a page tells of whoever looks at it; see usage/http.ts. */
  usage: "/api/usage",
  usageOpened: "/api/usage/opened",
  /** Who did, saw or was refused what; see audit/http.ts. */
  audit: "/api/audit",
  auditVerification: "/api/audit/verification",
  auditExport: "/api/audit/export",
  secrets: "/api/secrets",
  secretBinding: (name: string) => `/api/secrets/${name}/binding`,
  catalogue: "/api/catalogue",
  catalogueWorkbook: "/api/catalogue.xlsx",
  catalogueUndo: "/api/catalogue/undo",
  cameraList: "/api/camera-list",
  cameraListFile: "/api/camera-list/file",
  cameraListCameras: "/api/camera-list/cameras",
  cameraListUndo: "/api/camera-list/undo",
  news: "/api/news",
  siteFiles: "/api/files",
  siteFile: (name: string) => `/api/files/${name}`,
  /** POST: figures as a workbook; see takeaway.ts. */
  takeaway: "/api/takeaway.xlsx",
  snapshot: "/api/wall/snapshot.png",
  scenes: "/api/wall/scenes",
  scene: (id: string) => `/api/wall/scenes/${id}`,
  sceneFile: "/api/wall/scene-file",
  automation: "/api/wall/automation",
  programme: (id: string) => `/api/wall/programmes/${id}`,
  rule: (id: string) => `/api/wall/rules/${id}`,
  holidays: "/api/wall/holidays",
  calendarYear: (year: number | string) => `/api/calendar/${year}`,
  wallCommands: "/api/wall/commands",
  /** POST: another machine joins the wall; see joining.ts. */
  machines: "/api/wall/machines",
  /** DELETE, by its name, encoded: it is taken off the wall, and its numbers are free. */
  machine: (name: string) => `/api/wall/machines/${name}`,
  wallEntries: "/api/wall/entries",
  outline: "/api/map/outline.geojson",
  outages: "/api/outages",
  map: "/api/map",
  mapTile: (revision: string, z: number | string, x: number | string, y: number | string) =>
    `/api/map/tiles/${revision}/${z}/${x}/${y}`,
  mapLayer: (role: string, revision: string) => `/api/map/layers/${role}/${revision}`,
  mapImport: "/api/map/import",
  mapBack: "/api/map/back",
  mapbox: "/api/map/mapbox",
  /** Warnings of dangers; see warnings/http.ts. */
  warnings: "/api/warnings",
  live: "/live",
  outageAcknowledgement: (id: string) => `/api/outages/${id}/acknowledgement`,
  deliveries: "/api/deliveries",
  feed: "/api/feed",
  feedPages: "/api/feed/pages",
  ingest: (source: string) => `/api/ingest/${source}`,
  /** POST: a camera platform's call. */
  cameraEventsOf: (source: string) => `/api/camera-events/${source}`,
  cameraEvents: "/api/camera-events",
  /** What happened of late and where, for the map; without what only operators may see. */
  mapEvents: "/api/map-events",
  /** What citizens have reported and where, for the map. */
  reportMapEvents: "/api/map-events/reports",
  /** What is kept of e-documents; their figures are readings. */
  documents: "/api/documents",
  /** The dossiers behind a counted figure; see dossiers/http.ts. */
  dossiers: "/api/dossiers",
  dossiersOverview: "/api/dossiers/overview",
  citizenReport: (number: number | string) => `/api/citizen-reports/${number}`,
  cameraEventPicture: (number: number | string) => `/api/camera-events/${number}/picture`,
  /** Figures that officers enter; see entry/http.ts. */
  entryExpected: "/api/entry/expected",
  entryDue: "/api/entry/due",
  entryCheck: "/api/entry/check",
  entryTable: "/api/entry/table",
  entryTemplate: "/api/entry/template.xlsx",
  entryDeeds: "/api/entry/deeds",
  entryDrafts: "/api/entry/drafts",
  entrySources: "/api/entry/sources",
  sources: "/api/sources",
  /** How good the data of each source is; see source-scores/http.ts. */
  sourceScores: "/api/source-scores",
  sourceTest: (id: string) => `/api/sources/${id}/test`,
  /** GET, POST, DELETE: planned downtimes; see maintenance/maintenance.ts. */
  sourceMaintenance: (id: string) => `/api/sources/${id}/maintenance`,
  /** Whom to call about what; see maintenance/contact.ts. */
  contacts: "/api/contacts",
  sourceAnswer: (id: string) => `/api/sources/${id}/answer`,
  sourceMapping: (id: string) => `/api/sources/${id}/mapping`,
  /** GET: a list as the profile's files write it; see wizards/http.ts. */
  profileList: (list: string) => `/api/profile/lists/${list}`,
  profileChanges: "/api/profile/changes",
  profileChangeCheck: "/api/profile/changes/check",
  /** POST: takes a change back, whole. */
  profileChangeBack: (number: number | string) => `/api/profile/changes/${number}/back`,
  sourceDraftTrial: "/api/profile/source-trial",
  cameraDraftPicture: "/api/profile/camera-picture",
  /** GET: what packs there are; see wizards/http.ts. */
  packList: "/api/profile/packs",
  limitsPast: "/api/profile/limits-past",
  refusals: (source: string) => `/api/sources/${source}/refusals`,
  /** A WebSocket; see pictures.ts. */
  cameraPictures: (id: string) => `/api/cameras/${id}/pictures`,
  cameraPlaylist: (id: string, stream: string) => `/api/cameras/${id}/hls/${stream}/index.m3u8`,
  cameraSearch: "/api/camera-search",
  cameraStreams: "/api/camera-search/streams",
  cameraSteering: (id: string) => `/api/cameras/${id}/steering`,
  cameraPresets: (id: string) => `/api/cameras/${id}/presets`,
  cameraLastPicture: (id: string) => `/api/cameras/${id}/last-picture.jpg`,
} as const;
