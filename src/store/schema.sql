-- The tables of a store, by migrations: a line "-- migration N" begins what brings a store of schema N - 1 to N. A migration that
-- was released is never changed again. Numbers called hash and incident are 64 bits, kept as signed.

-- migration 1

CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,     -- 8 bytes of a digest over address, outlet, time and bytes: the same report is known by it
  sha256 BLOB NOT NULL,         -- of the bytes as received
  address TEXT,                 -- where it was published; reports of one address are its versions
  outlet TEXT,
  published TEXT,               -- local, ISO 8601
  title TEXT,
  dateline TEXT,
  given TEXT,                   -- what the caller said about it: JSON
  kind TEXT NOT NULL,           -- text or html
  came_from TEXT,               -- the file, feed or archive in which it was found
  received INTEGER NOT NULL,    -- seconds since 1970 UTC
  version INTEGER NOT NULL,     -- counts from 1 in an address
  current INTEGER NOT NULL,     -- 0: another version has taken its place
  retracted INTEGER NOT NULL DEFAULT 0,
  head TEXT NOT NULL,           -- its parts, as isnad read prints them: JSON
  text TEXT NOT NULL,           -- to be searched and read: of a page its headline and paragraphs
  bytes BLOB                    -- as received, where that is not the text; spans count in it
);
CREATE INDEX report_address ON report(address) WHERE address IS NOT NULL;
CREATE INDEX report_published ON report(published);

CREATE VIRTUAL TABLE report_words USING fts5(text, content = 'report', content_rowid = 'id', tokenize = 'isnad');

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL,
  n INTEGER NOT NULL,           -- its place in the report, from 0
  hash INTEGER NOT NULL,        -- its id in every store
  day INTEGER NOT NULL,         -- under which it is linked: days since 1970; -2147483648: not known
  status INTEGER NOT NULL,      -- as isnad_claim_status counts
  current INTEGER NOT NULL,     -- 0: its report is retracted or an older version
  grp INTEGER,                  -- the group that linking put it into
  incident INTEGER,             -- the incident it is in, after what editors did
  json TEXT NOT NULL,           -- as isnad read prints it
  print BLOB,                   -- its words as a small print
  words TEXT                    -- its evidence, where the text does not hold it byte by byte (a page)
);
CREATE INDEX claim_report ON claim(report);
CREATE INDEX claim_hash ON claim(hash);
CREATE INDEX claim_day ON claim(day, report) WHERE current = 1;
CREATE INDEX claim_grp ON claim(grp) WHERE grp IS NOT NULL;
CREATE INDEX claim_incident ON claim(incident) WHERE incident IS NOT NULL;

-- Who and where: every name once, and in which claims it stands.
CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,     -- the lexicon's id, or the folded words
  shown TEXT NOT NULL,          -- the lexicon's name, or the words
  folded TEXT NOT NULL          -- what is searched
);
CREATE TABLE part (
  name INTEGER NOT NULL,
  role INTEGER NOT NULL,        -- 1 actor, 2 recipient, 3 source, 4 outlet, 5 place
  claim INTEGER NOT NULL,
  at INTEGER NOT NULL,          -- source: 0 is the nearest; place: 0 is the place, then what it lies in
  PRIMARY KEY (name, role, claim, at)
) WITHOUT ROWID;

CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  number INTEGER UNIQUE,        -- counted up; null only within a transaction
  stale INTEGER NOT NULL DEFAULT 0, -- 1: to be worked out anew
  retracted INTEGER NOT NULL DEFAULT 0,
  event TEXT NOT NULL,
  mode TEXT,
  acled TEXT,
  status TEXT,
  title TEXT,
  place_id TEXT,
  place TEXT,
  country TEXT,
  lat REAL,
  lon REAL,
  precision INTEGER NOT NULL,
  start_day TEXT,
  end_day TEXT,
  sort_day TEXT,                -- when it happened, or was first told
  first TEXT,
  last TEXT,
  reports INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  updates INTEGER NOT NULL,
  disputes INTEGER NOT NULL,
  killed_min INTEGER,
  killed_max INTEGER,
  changed INTEGER NOT NULL,     -- the log's entry that changed it last
  json TEXT NOT NULL
);
CREATE INDEX incident_day ON incident(sort_day, id);
CREATE INDEX incident_last ON incident(last, id);
CREATE INDEX incident_changed ON incident(changed);
CREATE INDEX incident_stale ON incident(id) WHERE stale = 1;

-- Ids that incidents had: each leads to where its claims are now.
CREATE TABLE alias (
  old INTEGER PRIMARY KEY,
  incident INTEGER NOT NULL,
  number INTEGER                -- the number that it had, to be had again where it comes back
);

-- What changed incidents. digest: SHA-256 over the digest before it and the entry.
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,          -- seconds since 1970 UTC
  kind TEXT NOT NULL,
  incident INTEGER,
  other INTEGER,
  who TEXT,
  detail TEXT,                  -- JSON
  digest BLOB NOT NULL
);
CREATE INDEX log_incident ON log(incident, seq);
CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER log_is_never_shortened BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is never shortened'); END;

-- What an editor's acts hold to: rows of undone acts are gone (the log has them).
CREATE TABLE mark (
  id INTEGER PRIMARY KEY,
  act INTEGER NOT NULL,         -- the log's entry
  kind INTEGER NOT NULL,        -- 1 hold: claim is where target is; 2 tie: both are in one incident; 3 strike; 4 note
  claim INTEGER NOT NULL,
  target INTEGER,
  words TEXT
);
CREATE INDEX mark_act ON mark(act);
CREATE INDEX mark_claim ON mark(claim);

-- Days whose claims wait to be linked.
CREATE TABLE stale (
  day INTEGER PRIMARY KEY
);

-- migration 2

-- What a desk keeps beside reports: its sources and their state, saved searches. Values are JSON.
CREATE TABLE shelf (
  shelf TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (shelf, key)
) WITHOUT ROWID;
