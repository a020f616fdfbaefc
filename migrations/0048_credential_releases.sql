-- What a network says of the credentials of its integrators, once a quarter.

-- A credential release: one number of a network, none where it would be about too few. Written once
-- and never changed. Installation (every district of the network reads it).
CREATE TABLE credential_release (
    network_id TEXT NOT NULL REFERENCES network (id),
    as_of TEXT NOT NULL,                -- The first day of a quarter.
    type TEXT NOT NULL,                 -- '' for all integrators, whatever they hold.
    place TEXT NOT NULL,                -- The id of a district; '' for the network.
    holders BIGINT,
    willing BIGINT,                     -- Holders, and those who would get it.
    PRIMARY KEY (network_id, as_of, type, place)
);
