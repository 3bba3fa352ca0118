//! The elements that matter for an article, and what each of them does to the text.
//!
//! Enters: the name of an element. Leaves: a [`Tag`], and which group it is of. Elements that are not named here are
//! marks inside a line (`<b>`, `<o:p>`): their text counts, they do not. Not done here: reading tags.

macro_rules! tags {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// An element of a page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Tag {
            $(#[doc = concat!("`<", $name, ">`")] $variant,)*
            /// An element without a meaning of its own, inside a line.
            Inline,
            /// Text.
            Text,
        }

        impl Tag {
            /// The element of a name in lower case.
            pub(super) fn of(name: &str) -> Self {
                match name {
                    // A link is handed on under a name without rules: the parser mends misnested links at a cost that
                    // grows with the square of their number.
                    $($name => Self::$variant,)*
                    "a" => Self::A,
                    // A form is closed by rules of its own, which leave open what stands in it.
                    "form" | "center" | "fieldset" | "details" | "hgroup" | "legend" | "summary" | "dialog" | "search" => Self::Div,
                    "menu" | "dir" => Self::Ul,
                    "amp-sidebar" => Self::Nav,
                    _ => Self::Inline,
                }
            }

            /// The name under which the element is handed on.
            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Inline | Self::Text => "span",
                }
            }
        }
    };
}

tags! {
    A "x-a", Address "address", Article "article", Aside "aside", Blockquote "blockquote", Body "body", Br "br",
    Caption "caption", Dd "dd", Div "div", Dl "dl", Dt "dt", Figcaption "figcaption", Figure "figure",
    Footer "footer", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head", Header "header",
    Hr "hr", Html "html", Img "img", Li "li", Link "link", Main "main", Meta "meta", Nav "nav", Ol "ol", P "p",
    Pre "pre", Section "section", Span "span", Table "table", Tbody "tbody", Td "td", Tfoot "tfoot", Th "th",
    Thead "thead", Time "time", Title "title", Tr "tr", Ul "ul",
}

impl Tag {
    /// Whether a line ends where the element begins and where it ends.
    pub(super) const fn is_block(self) -> bool {
        !matches!(
            self,
            Self::A | Self::Inline | Self::Img | Self::Span | Self::Text | Self::Time | Self::Link | Self::Meta
        )
    }

    /// Whether the element has no end tag and no content.
    pub(super) const fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Hr | Self::Img | Self::Link | Self::Meta)
    }

    /// Whether the element is a heading.
    pub(super) const fn is_heading(self) -> bool {
        matches!(self, Self::H1 | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6)
    }

    /// Whether the element stands around articles and never in one.
    pub(super) const fn is_frame(self) -> bool {
        matches!(self, Self::Nav | Self::Aside | Self::Footer)
    }
}
