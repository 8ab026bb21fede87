//! The engine: paragraphs in, analyses out, in batches that keep the matrices large.

use super::encoder::{Encoder, PADDING};
use super::features::{COUNT, FeatureTable, Features, Seen};
use super::lanes::Rows;
use super::names::{NameFinder, Place};
use super::parser::{Parser, Tree};
use super::piece::{Piece, Read, assemble};
use super::tagger::Tagger;
use super::tokenizer::{ChunkCache, RawToken, Tokenizer};
use super::vocabulary::{PAD, Vocabulary};
use super::weights::{Meta, Weights};
use super::{Analysis, Annotator, EngineInfo, LanguageError, Paragraph, Preset, known, recase};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Rows that are computed together, unless one text is longer: enough for speed, few enough for the cache.
const BATCH_ROWS: usize = 512;

/// A text of more tokens is cut, which bounds memory; no sentence is so long.
const LONGEST_TEXT: usize = 5000;

/// Chunks that a thread remembers before it forgets them all.
const MOST_CHUNKS: usize = 20_000;

/// The small English pipeline of spaCy, with its weights in the program.
pub struct SmallEnglish {
    info: EngineInfo,
    tokenizer: Tokenizer,
    features: FeatureTable,
    encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    name_encoder: Encoder,
    names: NameFinder,
    /// Whether texts in capitals are read in the case of a sentence.
    recases: bool,
    /// What earlier calls learned; a call takes one and puts it back, so there are as many as threads.
    memories: Mutex<Vec<Memory>>,
}

/// What is worth keeping from one call to the next.
#[derive(Default)]
struct Memory {
    chunks: ChunkCache,
    seen: Seen,
    vocabulary: Vocabulary,
}

impl SmallEnglish {
    /// The published pipeline as it is. Unpacks the weights; takes some hundredths of a second.
    pub fn load() -> Result<Self, LanguageError> {
        let meta = Meta::load()?;
        let weights = Weights::load(&meta)?;
        Self::with(meta, weights)
    }

    /// The same with the name layer that was trained further on conflict news; it also knows ARMED_GROUP, STATE_FORCE and WEAPON.
    pub fn for_news() -> Result<Self, LanguageError> {
        let mut meta = Meta::load()?;
        let mut weights = Weights::load(&meta)?;
        weights.tune(&mut meta)?;
        Self::with(meta, weights)
    }

    fn with(mut meta: Meta, mut weights: Weights) -> Result<Self, LanguageError> {
        Ok(Self {
            info: EngineInfo { name: meta.name.clone(), version: meta.version.clone(), weights: meta.sha256.clone() },
            encoder: Encoder::load(&mut weights, "t2v", COUNT)?,
            tagger: Tagger::load(&meta, &mut weights)?,
            parser: Parser::load(&meta, &mut weights)?,
            name_encoder: Encoder::load(&mut weights, "nert", COUNT - 2)?,
            names: NameFinder::load(&meta, &mut weights)?,
            features: FeatureTable::new(&mut meta),
            tokenizer: Tokenizer::new(&mut meta)?,
            recases: true,
            memories: Mutex::default(),
        })
    }

    /// Reads texts in capitals as they stand, as spaCy does.
    #[must_use]
    pub fn as_written(self) -> Self {
        Self { recases: false, ..self }
    }

    /// The pieces of a paragraph; more than one only if it is very long.
    fn pieces<'a>(&self, paragraph: &Paragraph<'a>, presets: &[&'a Preset], index: usize, memory: &mut Memory) -> Vec<Piece<'a>> {
        let known = known::in_paragraph(presets, paragraph);
        let names: Vec<_> = known.iter().map(|(range, _)| range.clone()).collect();
        let recased = self.recases.then(|| recase::recase(paragraph.text, &names)).flatten();
        let text = Arc::new(recased.map_or(Cow::Borrowed(paragraph.text), Cow::Owned));
        if memory.chunks.len() > MOST_CHUNKS {
            memory.chunks.clear();
        }
        let tokens = self.tokenizer.tokenize(&text, &mut memory.chunks);
        tokens.chunks(LONGEST_TEXT).map(|tokens| self.piece(tokens, &text, &known, index, &mut memory.seen)).collect()
    }

    fn piece<'a>(&self, tokens: &[RawToken], text: &Arc<Cow<'a, str>>, known: &[(Range<usize>, &'a str)], paragraph: usize, seen: &mut Seen) -> Piece<'a> {
        let features = |t: &RawToken| self.features.remember(&text[t.range.clone()], t.norm.as_deref(), t.space_after, seen);
        let features = tokens.iter().map(features).collect();
        Piece { paragraph, text: Arc::clone(text), tokens: tokens.to_vec(), features, taken: known::taken(tokens, known) }
    }

    /// Tags, trees and names of the pieces of a batch.
    fn read(&self, pieces: &[Piece<'_>], memory: &mut Memory, cancel: &AtomicBool) -> Result<Vec<Read>, LanguageError> {
        let rows: Vec<Range<usize>> = pieces
            .iter()
            .scan(0, |end, piece| {
                let start = *end + PADDING;
                *end = start + piece.tokens.len();
                Some(start..*end)
            })
            .collect();
        let [words, names] = self.vectors(pieces, &rows, memory);
        let tags = self.tagger.tag(&words);
        let (prepared, prepared_names) = (self.parser.prepare(&words), self.names.prepare(&names));
        let read = |(piece, rows): (&Piece<'_>, &Range<usize>)| {
            if cancel.load(Ordering::Relaxed) {
                return Err(LanguageError::Cancelled);
            }
            let is_space: Vec<bool> = piece.features.iter().map(is_space).collect();
            let tree = self.parser.parse(prepared.rows(rows.clone()), &is_space);
            let names = self.names.find(prepared_names.rows(rows.clone()), &places(piece, &tree, &is_space));
            Ok(Read { tags: tags[rows.clone()].to_vec(), tree, is_space, names })
        };
        pieces.iter().zip(&rows).map(read).collect()
    }

    /// The rows of both encoders, each piece in its `rows`.
    fn vectors(&self, pieces: &[Piece<'_>], rows: &[Range<usize>], memory: &mut Memory) -> [Rows; 2] {
        let encoders = [&self.encoder, &self.name_encoder];
        let mut places = memory.vocabulary.learn(pieces.iter().flat_map(|piece| &piece.features), encoders).into_iter();
        let mut words = vec![PAD; rows.last().map_or(0, |last| last.end) + PADDING];
        for rows in rows {
            words[rows.clone()].iter_mut().zip(&mut places).for_each(|(word, place)| *word = place);
        }
        [0, 1].map(|encoder| encoders[encoder].encode(words.len(), |row| memory.vocabulary.known(encoder, words[row]), rows))
    }

    fn annotate_with(
        &self,
        memory: &mut Memory,
        paragraphs: &[Paragraph<'_>],
        presets: &[Preset],
        cancel: &AtomicBool,
    ) -> Result<Vec<Analysis>, LanguageError> {
        let presets = &known::in_order(presets);
        let mut analyses = vec![Analysis::default(); paragraphs.len()];
        let mut batch = Vec::new();
        let mut finish = |batch: &mut Vec<Piece<'_>>, memory: &mut Memory| -> Result<(), LanguageError> {
            for (piece, read) in batch.iter().zip(self.read(batch, memory, cancel)?) {
                assemble(piece, &read, paragraphs[piece.paragraph].start, &mut analyses[piece.paragraph]);
            }
            batch.clear();
            Ok(())
        };
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if cancel.load(Ordering::Relaxed) {
                return Err(LanguageError::Cancelled);
            }
            for piece in self.pieces(paragraph, presets, index, memory) {
                batch.push(piece);
                if batch.iter().map(|p| p.tokens.len() + PADDING).sum::<usize>() >= BATCH_ROWS {
                    finish(&mut batch, memory)?;
                }
            }
        }
        finish(&mut batch, memory)?;
        for (analysis, paragraph) in analyses.iter_mut().zip(paragraphs) {
            analysis.names.extend(known::in_paragraph(presets, paragraph).iter().map(|(range, label)| known::name(range, label, paragraph.start)));
            analysis.names.sort_by_key(|name| name.start);
        }
        Ok(analyses)
    }
}

fn is_space(features: &Features) -> bool {
    features[COUNT - 1] == 1
}

fn places(piece: &Piece<'_>, tree: &Tree, is_space: &[bool]) -> Vec<Place> {
    let triples = is_space.iter().zip(&tree.starts).zip(&piece.taken);
    triples.map(|((&is_space, &starts_sentence), &is_taken)| Place { is_space, starts_sentence, is_taken }).collect()
}

impl Annotator for SmallEnglish {
    fn info(&self) -> EngineInfo {
        self.info.clone()
    }

    fn annotate(&self, paragraphs: &[Paragraph<'_>], presets: &[Preset], cancel: &AtomicBool) -> Result<Vec<Analysis>, LanguageError> {
        let mut memory = self.memories.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let analyses = self.annotate_with(&mut memory, paragraphs, presets, cancel);
        self.memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        analyses
    }
}
