//! The reviewed dataset in the formats of others.
