/** What somebody may do. Who may: `main/core/access/rights.ts`. */
export type Right =
  /** See what the wall shows: figures, cameras, history, status. */
  | "read"
  /** Have the wall's windows photographed, which costs each of them a frame. */
  | "capture"
  | "manage-tokens"
  /** Invite people, say what they may, unlock them, end their sessions. */
  | "manage-accounts"
  /** Be somebody: see and change one's own account, sessions and second factors. */
  | "own-account"
  /** Enter and correct figures, of what belongs to one's unit. */
  | "enter-figures"
  /** Read who did, saw or was refused what. */
  | "see-audit"
  /** See how the wall is used: counts by unit and role. */
  | "see-usage"
  | "manage-secrets"
  /** Import a catalogue of indicators, and go back. */
  | "manage-catalogue"
  /** Hand out the list of cameras with their addresses, import one, and go back. */
  | "manage-cameras"
  /** Change the profile while the core runs, by wizards, and take such a change back. */
  | "change-profile"
  /** Ask sources once, with a mapping of one's own, and see what platforms answer. Nothing is stored by it. */
  | "try-sources"
  /** See what camera platforms have told: number plates and pictures of people, which are personal data. */
  | "see-camera-events"
  /** See what is known of one citizen's report: its id on the platform and who is to deal with it. */
  | "see-citizen-reports"
  /** See the dossiers behind a count, one by one: their codes and course, nothing of who handed them in. */
  | "see-dossiers"
  /** Open the desk. */
  | "operate"
  /** Say what the wall shows, and change scenes. */
  | "drive-wall"
  /** Move cameras. */
  | "steer-cameras"
  /** Ask the networks which cameras are there. */
  | "search-cameras"
  /** Say that a report of an outage was read. */
  | "acknowledge"
  /** Say when a source is meant to be down. */
  | "plan-maintenance"
  /** Be told whom to call: people's telephone numbers. */
  | "see-contacts"
  /** Take another machine off the wall. */
  | "manage-machines"
  /** Import map files, and take an import back. */
  | "manage-map"
  /** Be given the token of the site's own map engine: the room's screens alone. */
  | "use-mapbox"
  /** Take over everything that is stored, with all revisions, in pages; it makes this core note the order of what arrives. */
  | "mirror"
  /** Hand over what people did at another core. */
  | "deliver"
  /** Hand readings in. */
  | "ingest"
  /** Say what a window has painted. */
  | "report-window"
  /** Make a machine's monitors part of the wall: be given its profile without accounts, and stand for its windows. */
  | "join"
  /** Be given the sound of cameras: the room's screens alone, as somebody speaks near a camera who is not told of it. */
  | "hear"
  /** Say which monitors there are, and answer captures. */
  | "report-displays";
