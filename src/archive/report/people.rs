//! Persons with offices, over all articles.
//!
//! Enters: the officials of each article. Leaves: [`Person`]s with their [`Office`]s. Who bears the same name counts as the
//! same person: an archive does not tell namesakes apart, and the report says so. Not done here: who holds what in one
//! article (that is [`crate::resolve::office`]).

use super::NAMES;
use super::read::{Article, folded};
use crate::archive::tally::{Forms, Ranked, Tally};

/// Different offices of one person that are told apart.
const OFFICES: usize = 12;

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name most articles use.
    pub name: String,
    /// Military, police or academic rank, where one is given.
    pub rank: Option<String>,
    /// Offices, those of most articles first.
    pub offices: Vec<Office>,
}

/// An office that a person holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The position.
    pub title: String,
    /// Its organisation, in full where that is known; empty where no article names one.
    pub body: String,
    /// Articles that give the person this office.
    pub articles: u64,
    /// How many of them say that it was held before.
    pub former: u64,
    /// ISO date of the first of these articles, where dates are known.
    pub first: Option<String>,
    /// ISO date of the last.
    pub last: Option<String>,
    key: Box<str>,
    seen: u64,
}

#[derive(Debug, Default)]
struct Gathered {
    names: Forms,
    rank: Option<String>,
    offices: Vec<Office>,
}

#[derive(Debug)]
pub(super) struct People(Tally<Gathered>);

impl Default for People {
    fn default() -> Self {
        Self(Tally::new(NAMES))
    }
}

impl People {
    pub(super) fn add(&mut self, article: &Article<'_>, n: u64) {
        let published = article.published.as_deref();
        for official in &article.officials {
            let mentions = official.mentions.len() as u64;
            let (person, _) = self.0.add(&folded(&official.name), n, mentions, Gathered::default);
            person.names.add(&official.name);
            if let Some(rank) = &official.rank
                && person.rank.is_none()
            {
                person.rank = Some(rank.to_string());
            }
            for role in &official.roles {
                let body = role.org_full.as_deref().unwrap_or(&role.org);
                let key = format!("{}\n{}", folded(&role.title), letters(body)).into_boxed_str();
                let at = person.offices.iter().position(|o| o.key == key).unwrap_or_else(|| {
                    person.offices.push(Office {
                        title: role.title.to_string(),
                        body: body.to_owned(),
                        articles: 0,
                        former: 0,
                        first: None,
                        last: None,
                        key,
                        seen: u64::MAX,
                    });
                    person.offices.len() - 1
                });
                person.offices[at].count(n, role.former, published);
            }
            // Beyond the limit the rarest goes, the latest of equals; most persons hold one or two.
            while person.offices.len() > OFFICES {
                let rare = person.offices.iter().enumerate().rev().min_by_key(|(_, o)| o.articles);
                let at = rare.map_or(0, |(at, _)| at);
                person.offices.remove(at);
            }
        }
    }

    pub(super) fn ranked(self, top: usize) -> Ranked<Person> {
        self.0.ranked().top(top).map(|gathered| {
            let mut offices = gathered.offices;
            // `Chủ tịch` says nothing where `Chủ tịch UBND huyện` is said too.
            let titled: Vec<String> = offices.iter().filter(|o| !o.body.is_empty()).map(|o| folded(&o.title)).collect();
            offices.retain(|o| !o.body.is_empty() || !titled.contains(&folded(&o.title)));
            offices.sort_by_key(|o| std::cmp::Reverse(o.articles));
            Person { name: gathered.names.name().to_owned(), rank: gathered.rank, offices }
        })
    }
}

/// The letters of a name: `Sở GD&ĐT`, `Sở GD-ĐT` and `Sở GDĐT` are one body.
fn letters(body: &str) -> String {
    folded(body).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Office {
    fn count(&mut self, n: u64, former: bool, published: Option<&str>) {
        if self.seen == n {
            return;
        }
        self.seen = n;
        self.articles += 1;
        self.former += u64::from(former);
        if let Some(day) = published {
            if self.first.as_deref().is_none_or(|f| day < f) {
                self.first = Some(day.to_owned());
            }
            if self.last.as_deref().is_none_or(|l| day > l) {
                self.last = Some(day.to_owned());
            }
        }
    }
}
