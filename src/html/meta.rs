//! What a page says of itself to machines.
//!
//! Enters: a tree, and the JSON-LD of the page. Leaves: [`Facts`]. Not done here: which of several facts is right.

use dom_query::Document;
use serde_json::Value;

use super::tag::Tag;
use super::tree::Tree;

/// Statements of the page about itself, in the order in which they are trusted.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Headlines.
    pub(super) titles: Vec<String>,
    /// The content of `<title>`.
    pub(super) page_title: String,
    /// Summaries.
    pub(super) summaries: Vec<String>,
    /// Dates and timestamps of publication, as written.
    pub(super) dates: Vec<String>,
    /// Authors.
    pub(super) authors: Vec<String>,
    /// Names of the site.
    pub(super) publishers: Vec<String>,
    /// Addresses of the page.
    pub(super) urls: Vec<String>,
}

/// JSON-LD is looked into so deep.
const DEEPEST: usize = 8;

impl Facts {
    /// Reads them.
    pub(super) fn read(tree: &Tree, data: &[String]) -> Self {
        let mut facts = Self::default();
        for text in data {
            facts.json_ld(text);
        }
        let mut late = Self::default();
        for (i, node) in tree.nodes.iter().enumerate() {
            match node.tag {
                Tag::Meta => {
                    let names = ["property", "name", "itemprop", "http-equiv"].map(|n| tree.attribute(i, n));
                    let content = tree.attribute(i, "content").trim();
                    if !content.is_empty() {
                        names.iter().for_each(|n| facts.meta(n, content, &mut late));
                    }
                }
                Tag::Link if tree.attribute(i, "rel").eq_ignore_ascii_case("canonical") => {
                    facts.urls.push(tree.attribute(i, "href").to_owned());
                }
                Tag::Title if facts.page_title.is_empty() => facts.page_title = tree.all_text(i),
                _ => {}
            }
            let property = tree.attribute(i, "itemprop");
            if property.contains("datePublished") && node.tag != Tag::Meta {
                let stated = [tree.attribute(i, "datetime"), tree.attribute(i, "content")];
                let stated = stated.into_iter().find(|s| !s.is_empty()).map_or_else(|| tree.all_text(i), str::to_owned);
                facts.dates.push(stated);
            }
        }
        facts.titles.append(&mut late.titles);
        facts.dates.append(&mut late.dates);
        facts.authors.append(&mut late.authors);
        facts.publishers.append(&mut late.publishers);
        facts
    }

    fn meta(&mut self, name: &str, content: &str, late: &mut Self) {
        let own = || content.to_owned();
        match name.to_ascii_lowercase().as_str() {
            "og:title" | "headline" | "dc.title" | "dcterms.title" => self.titles.push(own()),
            "twitter:title" | "title" => late.titles.push(own()),
            "og:description" => self.summaries.insert(0, own()),
            "description" | "twitter:description" | "dc.description" => self.summaries.push(own()),
            "article:published_time" | "datepublished" | "og:article:published_time" => self.dates.push(own()),
            "pubdate"
            | "publishdate"
            | "publish-date"
            | "publish_date"
            | "publication_date"
            | "published_time"
            | "parsely-pub-date"
            | "sailthru.date"
            | "dc.date.issued"
            | "dcterms.created"
            | "dcterms.issued"
            | "dc.date"
            | "date"
            | "its_publication"
            | "article_date_original"
            | "cxenseparse:recs:publishtime"
            | "article:created_time" => {
                late.dates.push(own());
            }
            "article:author" | "author" | "dc.creator" | "dcterms.creator" | "creator" | "dable:author"
            | "article_author" => late.authors.push(own()),
            "og:site_name" => self.publishers.push(own()),
            "publisher" | "application-name" | "copyright" | "dc.publisher" => late.publishers.push(own()),
            "og:url" => self.urls.push(own()),
            _ => {}
        }
    }

    fn json_ld(&mut self, text: &str) {
        // Line breaks inside strings are common, and so are the brackets of comments around it all.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim();
        let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
        match serde_json::from_str::<Value>(text) {
            Ok(value) => self.value(&value, 0),
            Err(_) => self.broken(text),
        }
    }

    fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Array(items) if depth < DEEPEST => items.iter().for_each(|v| self.value(v, depth + 1)),
            Value::Object(map) if depth < DEEPEST => {
                if let Some(graph) = map.get("@graph") {
                    self.value(graph, depth + 1);
                }
                let kinds = map.get("@type").map(strings).unwrap_or_default();
                let article = kinds.iter().any(|k| {
                    k.ends_with("Article")
                        || matches!(k.as_str(), "BlogPosting" | "Report" | "LiveBlogPosting" | "VideoObject")
                });
                if !article {
                    return;
                }
                let get = |key: &str| map.get(key).map(strings).unwrap_or_default();
                let video = kinds.iter().any(|k| k == "VideoObject");
                if !video {
                    self.titles.extend(get("headline"));
                    self.urls.extend(get("mainEntityOfPage"));
                    self.urls.extend(get("url"));
                    self.summaries.extend(get("description"));
                    self.authors.extend(map.get("author").map(|a| named(a, "Person")).unwrap_or_default());
                    self.publishers.extend(map.get("publisher").map(|a| named(a, "")).unwrap_or_default());
                }
                self.dates.extend(get("datePublished"));
                self.dates.extend(get("dateCreated"));
                self.dates.extend(get("uploadDate"));
            }
            _ => {}
        }
    }

    /// Reads the headline and the date of JSON that is none.
    fn broken(&mut self, text: &str) {
        let find = |key: &str| {
            let rest = &text[text.find(key)? + key.len()..];
            let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
            Some(plain(&rest[..rest.find('"')?]))
        };
        if text.contains("Article\"") {
            self.titles.extend(find("\"headline\""));
            self.dates.extend(find("\"datePublished\""));
        }
    }
}

/// The strings that a value is or holds: itself, its `@id`, its items.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![plain(text)],
        Value::Array(items) => items.iter().take(16).filter_map(Value::as_str).map(plain).collect(),
        Value::Object(map) => map.get("@id").and_then(Value::as_str).map(plain).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The names in a value; of things whose type is stated, only of those that contain `kind`.
fn named(value: &Value, kind: &str) -> Vec<String> {
    match value {
        Value::String(text) => vec![plain(text)],
        Value::Array(items) => items.iter().take(16).flat_map(|v| named(v, kind)).collect(),
        Value::Object(map) => {
            let fits = map.get("@type").and_then(Value::as_str).is_none_or(|t| t.contains(kind));
            map.get("name").filter(|_| fits).map(strings).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// A string of JSON-LD without the character references that some write into it.
fn plain(text: &str) -> String {
    let text = if text.contains('&') { Document::fragment(text).text().to_string() } else { text.to_owned() };
    let mut out = String::with_capacity(text.len());
    super::tree::squeeze(&text, &mut out);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(json: &str) -> Facts {
        Facts::read(&Tree::default(), &[json.to_owned()])
    }

    #[test]
    fn articles_in_graphs_and_lists() {
        let f = facts(
            r#"{"@graph": [{"@type": "WebPage", "headline": "Không"}, {"@type": ["NewsArticle"], "headline": "Xã &quot;họp&quot;",
            "datePublished": "2024-03-05T08:00:00+07:00", "author": [{"@type": "Person", "name": "Hà Mai"},
            {"@type": "Organization", "name": "Báo"}], "publisher": {"@type": "Organization", "name": "Báo Tân Phong"}}]}"#,
        );
        assert_eq!((f.titles, f.dates), (vec!["Xã \"họp\"".to_owned()], vec!["2024-03-05T08:00:00+07:00".to_owned()]));
        assert_eq!((f.authors, f.publishers), (vec!["Hà Mai".to_owned()], vec!["Báo Tân Phong".to_owned()]));
    }

    #[test]
    fn broken_json_still_dates() {
        let f = facts("{\"@type\": \"NewsArticle\", \"headline\": \"Xã họp\", \"datePublished\" : \"2024-03-05\", }");
        assert_eq!((f.titles, f.dates), (vec!["Xã họp".to_owned()], vec!["2024-03-05".to_owned()]));
        assert!(facts(&"[".repeat(10_000)).titles.is_empty());
    }
}
