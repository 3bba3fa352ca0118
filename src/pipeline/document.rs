//! One document to one record: the steps, in order.
//!
//! Enters: a decoded [`Document`]. Leaves: a [`Record`] that borrows from the document and from the [`Scratch`]. Each step
//! leaves what it made in a `Work`, so that a worker may take a handful of documents through one step before the next:
//! the code of a step is long, and is then met while it is at hand. Not done here: finding and decoding documents (that is
//! [`unit`](super::unit)).

use std::borrow::Cow;

use super::dedup::Print;
use super::options::Options;
use crate::error::{Error, ErrorKind, Stage};
use crate::intern::WordCache;
use crate::layout::{self, BlockKind, Hints, Layout, wrap};
use crate::lexicon::store::Lexicon;
use crate::recognise::candidate::Candidates;
use crate::recognise::doc::{Buffers, Doc};
use crate::recognise::select::select;
use crate::recognise::{self, Recogniser};
use crate::record::build::{self, Places};
use crate::record::{Record, SchemaVersion, SourceInfo, Versions, Warning};
use crate::resolve::{self, Entities, Issue, anchor};
use crate::text::normalise::{Normalised, Normaliser};
use crate::text::offset::OffsetMap;
use crate::token::sentence;

/// A document, decoded, as the input gave it.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// Where it came from, with the encoding it was read in.
    pub source: SourceInfo<'a>,
    /// Its text, not yet normalised.
    pub text: Cow<'a, str>,
    /// What stands in the decoded input before `text`, counted in [`Options::offset_unit`]: not 0 for the second article of
    /// a file, and absent where the text is no stretch of the input (the article of a page).
    pub offset: Option<u32>,
    /// Headline given by the input.
    pub title: Option<Cow<'a, str>>,
    /// Local calendar date of publication given by the caller or the input.
    pub published: Option<Cow<'a, str>>,
    /// What `published` was read from.
    pub published_from: Option<Cow<'a, str>>,
    /// Full timestamp given by the input.
    pub published_time: Option<Cow<'a, str>>,
    /// Address given by the input.
    pub url: Option<Cow<'a, str>>,
    /// Publisher given by the input.
    pub publisher: Option<Cow<'a, str>>,
    /// Author given by the input.
    pub author: Option<Cow<'a, str>>,
    /// What the markup of a page says of each line of `text`; empty for plain text.
    pub kinds: Vec<Option<BlockKind>>,
    /// Id of the earliest article that says the same.
    pub duplicate_of: Option<Cow<'a, str>>,
    /// What was doubtful so far.
    pub warnings: Vec<Warning<'a>>,
}

impl<'a> Document<'a> {
    /// A document of which nothing is known but its id and its text.
    #[must_use]
    pub fn new(id: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        let (id, path) = (id.into(), Cow::Borrowed("-"));
        let source =
            SourceInfo { path, member: None, line: None, format: None, encoding: None, bytes: None, hash: None };
        Self {
            id,
            source,
            text: text.into(),
            offset: Some(0),
            title: None,
            published: None,
            published_from: None,
            published_time: None,
            url: None,
            publisher: None,
            author: None,
            kinds: Vec::new(),
            duplicate_of: None,
            warnings: Vec::new(),
        }
    }

    /// What the input tells the layout.
    fn hints(&self) -> Hints<'_> {
        Hints { title: self.title.as_deref(), published: self.published.as_deref(), kinds: &self.kinds }
    }

    /// The same, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Document<'static> {
        let own = |text: Option<Cow<'a, str>>| text.map(|t| Cow::Owned(t.into_owned()));
        Document {
            id: Cow::Owned(self.id.into_owned()),
            source: self.source.into_owned(),
            text: Cow::Owned(self.text.into_owned()),
            offset: self.offset,
            title: own(self.title),
            published: own(self.published),
            published_from: own(self.published_from),
            published_time: own(self.published_time),
            url: own(self.url),
            publisher: own(self.publisher),
            author: own(self.author),
            kinds: self.kinds,
            duplicate_of: own(self.duplicate_of),
            warnings: self.warnings.into_iter().map(Warning::into_owned).collect(),
        }
    }
}

/// Buffers of one worker, reused from document to document.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The words met so far.
    words: WordCache,
    /// Room for as many documents as were worked on side by side.
    works: Vec<Work>,
}

impl Scratch {
    /// The words, and room for so many documents.
    pub(super) fn room(&mut self, documents: usize) -> (&mut WordCache, &mut [Work]) {
        if self.works.len() < documents {
            self.works.resize_with(documents, Work::default);
        }
        (&mut self.words, &mut self.works[..documents])
    }
}

/// The work on one document, as far as it has come.
#[derive(Debug, Default)]
pub(super) struct Work {
    page: Page,
    candidates: Candidates,
    entities: Entities,
    /// The newest date stated, where nothing better tells when the article was published.
    newest: Option<String>,
}

impl Work {
    /// Lets go of what was found, and keeps the memory: at once when the record is written, while all of it is at hand.
    pub(super) fn clear(&mut self) {
        self.candidates.reuse(std::mem::take(&mut self.entities).mentions);
        (self.page.layout, self.page.text) = (Layout::default(), Text::default());
    }
}

/// What was read of a document: its text, its lines, its tokens.
#[derive(Debug, Default)]
struct Page {
    text: Text,
    map: OffsetMap,
    layout: Layout,
    buffers: Buffers,
}

impl Page {
    /// The document with its tokens.
    fn doc<'a>(&'a self, document: &'a Document<'_>, lexicon: &'a Lexicon) -> Doc<'a> {
        self.buffers.doc(self.text.of(document), &self.layout.blocks, &self.layout.signed, lexicon)
    }
}

/// The text of a document, as far as it is not what the input gave.
#[derive(Debug, Default)]
struct Text {
    /// With whole lines, where it had cut ones.
    joined: Option<String>,
    /// The same normalised, where that changed it.
    normal: Option<String>,
}

impl Text {
    /// The normalised text.
    fn of<'a>(&'a self, document: &'a Document<'_>) -> &'a str {
        self.normal.as_deref().or(self.joined.as_deref()).unwrap_or(&document.text)
    }
}

/// A step of the work on a document.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// Text and tokens.
    Read,
    /// What each line is.
    Lay,
    /// Sentences, and the lexicon phrases in them.
    Cut,
    /// What stands where: the readings of one recogniser.
    Find(&'static dyn Recogniser),
    /// Of all readings one consistent set.
    Choose,
    /// What else only the whole document tells.
    Resolve(resolve::Step),
}

impl Step {
    /// All of them, in order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let find = recognise::RECOGNISERS.iter().map(|recogniser| Self::Find(*recogniser));
        let first = [Self::Read, Self::Lay, Self::Cut].into_iter();
        first.chain(find).chain([Self::Choose]).chain(Entities::STEPS.map(Self::Resolve))
    }
}

/// The way from document to record, with its lexicons; shared by all workers.
#[derive(Debug)]
pub struct Pipeline {
    options: Options,
    normaliser: Normaliser,
    /// Where it is not the one built in.
    lexicon: Option<Lexicon>,
    data_version: Cow<'static, str>,
}

impl Pipeline {
    /// A pipeline that works as `options` say.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            normaliser: Normaliser::new(options.tone_style),
            lexicon: None,
            data_version: Versions::THIS.data,
            options,
        }
    }

    /// A pipeline with a user's words ([`Lexicon::with`]); the records say so in the version of the data.
    #[must_use]
    pub fn with_lexicon(options: Options, lexicon: Lexicon) -> Self {
        Self { data_version: lexicon.version(), lexicon: Some(lexicon), ..Self::new(options) }
    }

    /// The choices made.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Version of the words it works with.
    #[must_use]
    pub fn data_version(&self) -> &str {
        &self.data_version
    }

    /// What is remembered of the body of a document, by which others that say the same are found.
    pub(super) fn print(&self, document: &Document<'_>) -> Option<Print> {
        let text = self.normaliser.normalise(&document.text).text;
        let layout = layout::analyse(&text, &document.hints());
        // Headlines, bylines and what else is of the page differ from one paper to the next.
        let body = [BlockKind::Lead, BlockKind::Heading, BlockKind::List, BlockKind::Paragraph];
        Print::of(layout.blocks.iter().filter(|b| body.contains(&b.kind)).map(|b| b.span.of(&text)))
    }

    /// Makes the record of one document.
    ///
    /// # Errors
    /// [`ErrorKind::Empty`] where the text holds nothing that can be seen.
    pub fn process<'a>(&'a self, document: &'a Document<'_>, scratch: &'a mut Scratch) -> Result<Record<'a>, Error> {
        let (words, works) = scratch.room(1);
        let work = &mut works[0];
        work.clear();
        for step in Step::all() {
            self.step(step, document, words, work)?;
        }
        Ok(self.record(document, work))
    }

    fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_ref().unwrap_or_else(|| Lexicon::embedded())
    }

    /// Does a step; those before it must have been done.
    ///
    /// # Errors
    /// [`ErrorKind::Empty`] where the text holds nothing that can be seen.
    pub(super) fn step(
        &self,
        step: Step,
        document: &Document<'_>,
        words: &mut WordCache,
        work: &mut Work,
    ) -> Result<(), Error> {
        let lexicon = self.lexicon();
        let Work { page, candidates, entities, newest } = work;
        match step {
            Step::Read => return self.read(document, words, page),
            Step::Lay => page.layout = layout::analyse(page.text.of(document), &document.hints()),
            Step::Cut => {
                page.buffers.fill(page.text.of(document), &page.layout.blocks, lexicon, sentence::split);
                candidates.reset(page.doc(document, lexicon).tokens.len());
            }
            Step::Find(recogniser) => recogniser.propose(&page.doc(document, lexicon), candidates),
            Step::Choose => {
                let doc = page.doc(document, lexicon);
                let mentions = select(candidates.take(), doc.tokens.len());
                let stated = document.published.is_some() || page.layout.published.is_some();
                *newest = if stated { None } else { anchor::newest(&doc, &mentions) };
                *entities = Entities::new(mentions);
            }
            Step::Resolve(resolve) => {
                let published = day(document, &page.layout, newest.as_deref());
                let issue = Issue { published, publisher: document.publisher.as_deref() };
                resolve(entities, &page.doc(document, lexicon), issue);
            }
        }
        Ok(())
    }

    /// Text and tokens: one spelling for every word, and the way back.
    fn read(&self, document: &Document<'_>, words: &mut WordCache, page: &mut Page) -> Result<(), Error> {
        #[cfg(feature = "testing")]
        if self.options.panic_on.as_deref() == Some(&*document.id) {
            panic!("asked to panic at {}", document.id);
        }
        // Lines: those cut for their length are whole again, every character in its place. A page tells its own.
        let joined =
            if document.kinds.is_empty() { wrap::join(&document.text) } else { Cow::Borrowed(&*document.text) };
        let Normalised { text, map } = page.buffers.normalise(&joined, &self.normaliser, self.lexicon(), words);
        if text.trim_start().is_empty() {
            return Err(Error::new(ErrorKind::Empty, Stage::Extract, "no text"));
        }
        page.map = map;
        page.text = Text { normal: changed(text), joined: changed(joined) };
        Ok(())
    }

    /// The record of a document that went through all steps.
    pub(super) fn record<'a>(&'a self, document: &'a Document<'_>, work: &'a Work) -> Record<'a> {
        let Work { page, entities, newest, .. } = work;
        let Page { map, layout, .. } = page;
        let doc = page.doc(document, self.lexicon());
        let published = Published::of(document, layout, newest.as_deref());
        let mut record = assemble(document, layout, &doc, entities, published, map);
        record.versions.data = Cow::Borrowed(&self.data_version);
        if self.options.words {
            record.words = Some(build::words(&doc, Places { map, offset: document.offset }));
        }
        record.count_in(self.options.offset_unit, &document.text, document.offset.unwrap_or(0));
        record
    }
}

/// A text, where it is not what it was made of.
fn changed(text: Cow<'_, str>) -> Option<String> {
    match text {
        Cow::Borrowed(_) => None,
        Cow::Owned(changed) => Some(changed),
    }
}

/// The day on which the article was published, as [`Published::of`] tells it.
fn day<'a>(document: &'a Document<'_>, layout: &'a Layout, newest: Option<&'a str>) -> Option<&'a str> {
    let page = layout.published.as_ref().map(|p| &*p.date);
    document.published.as_deref().or(page).or(newest)
}

/// When the article was published, and how that is known.
struct Published<'a> {
    date: Option<Cow<'a, str>>,
    time: Option<Cow<'a, str>>,
    from: Option<Cow<'a, str>>,
}

impl<'a> Published<'a> {
    /// In this order: the caller or the input's own field, the page's posting line or dateline, the newest date stated.
    fn of(document: &'a Document<'_>, layout: &'a Layout, newest: Option<&'a str>) -> Self {
        let share = |text: &'a Option<Cow<'_, str>>| text.as_deref().map(Cow::Borrowed);
        let date = day(document, layout, newest).map(Cow::Borrowed);
        if document.published.is_some() {
            return Self { date, time: share(&document.published_time), from: share(&document.published_from) };
        }
        if let Some(p) = &layout.published {
            let time = p.time.as_ref().map(|t| Cow::Owned(format!("{}T{t}:00+07:00", p.date)));
            return Self { date, time, from: Some(p.from.name().into()) };
        }
        Self { date, time: None, from: newest.is_some().then_some("newest-date".into()) }
    }
}

/// The record of a document from all that was found.
fn assemble<'a>(
    document: &'a Document<'_>,
    layout: &'a Layout,
    doc: &Doc<'a>,
    entities: &'a Entities,
    published: Published<'a>,
    map: &OffsetMap,
) -> Record<'a> {
    let share = |text: &'a Option<Cow<'_, str>>| text.as_deref().map(Cow::Borrowed);
    let places = Places { map, offset: document.offset };
    let mut warnings = document.warnings.clone();
    if published.from.as_deref() == Some("newest-date") {
        warnings.push(Warning {
            code: "published-guessed".into(),
            message: "no date of publication is stated: the newest date of the text stands for it".into(),
        });
    }
    let ids = build::ids(entities);
    Record {
        schema: SchemaVersion,
        id: Cow::Borrowed(&document.id),
        source: document.source.share(),
        duplicate_of: share(&document.duplicate_of),
        url: share(&document.url),
        publisher: share(&document.publisher),
        published: published.date,
        published_time: published.time,
        published_from: published.from,
        title: share(&document.title).or(layout.title.map(|t| t.of(doc.text).into())),
        lead: layout.lead.map(|l| l.of(doc.text).into()),
        author: share(&document.author).or(layout.author.as_deref().map(Cow::Borrowed)),
        views: layout.views,
        offset_unit: None,
        text: Cow::Borrowed(doc.text),
        blocks: build::blocks(layout, places),
        sentences: build::sentences(doc, places),
        words: None,
        mentions: build::mentions(doc, entities, &ids, places),
        officials: build::officials(entities, &ids),
        indicators: build::indicators(doc, entities, &ids, places),
        programmes: build::programmes(entities, &ids),
        documents: build::documents(entities, &ids),
        warnings,
        versions: Versions::THIS,
    }
}
