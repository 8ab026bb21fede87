//! Files to articles: reading, decoding, masking of boilerplate, metadata.
