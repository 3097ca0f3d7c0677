import { z } from "zod";

/**
 * What people are, one or several of them, each for the whole province or for one unit: admin (looks after the software) · operator (drives
 * the wall) · leader (is told) · officer (answers for a unit's figures) · viewer (sees what the wall shows).
 */
export const AccountRole = z.enum(["admin", "operator", "leader", "officer", "viewer"]);
export type AccountRole = z.infer<typeof AccountRole>;

/**
 * What tokens are made for. mirror: another core, which takes over what this one has and hands on what people did there · machine: the
 * same of another machine of the wall, whose monitors this core may then use.
 */
export const TokenRole = z.enum(["admin", "operator", "viewer", "ingest", "mirror", "machine"]);
export type TokenRole = z.infer<typeof TokenRole>;

/** All that outlive a run. */
export const Role = z.enum([...TokenRole.options, "leader", "officer"]);
export type Role = z.infer<typeof Role>;
