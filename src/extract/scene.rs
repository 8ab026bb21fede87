//! What an article's names tell together about where it is set: the countries and provinces that it speaks of.

use super::Context;
use crate::lexicon::{Entry, Found, fold};
use crate::model::{Kind, PlacePrecision};
use std::collections::{BTreeMap, BTreeSet};

/// Where an article is set.
#[derive(Debug, Default)]
pub struct Scene {
    /// How often each country is spoken of, by ISO code: its names, adjectives, forces and places.
    pub countries: BTreeMap<String, u32>,
    /// The same without the plain names of the countries, which may name something else.
    beyond_names: BTreeMap<String, u32>,
    /// How much the names of the article speak for each province.
    regions: BTreeMap<Region, f64>,
    /// How many names of towns and districts have all their readings in one country.
    rooted: BTreeMap<String, u32>,
    /// The place that "Paris, Texas" gave to the name for the rest of the article, by folded name.
    said: BTreeMap<String, String>,
}

/// A country's code and the name of its province.
type Region = (String, String);

/// What a name that has readings in `regions` says for each of them.
fn share_of(regions: &BTreeSet<Region>) -> f64 {
    (1.0 / regions.len().max(1) as f64).max(0.15)
}

/// The province that a place lies in or is.
fn region(entry: &Entry) -> Option<Region> {
    let geo = entry.geo.as_ref()?;
    let name = if geo.precision == PlacePrecision::Admin1 { Some(&entry.name) } else { geo.admin1.as_ref() };
    Some((geo.country.clone()?, name?.clone()))
}

fn level(entry: &Entry) -> Option<PlacePrecision> {
    entry.geo.as_ref().map(|g| g.precision)
}

impl Scene {
    /// Gathers what the names in `context` tell.
    pub fn of(context: &Context<'_>, all: &[Found<'_>]) -> Self {
        let mut scene = Self::default();
        for found in all {
            scene.count(found, context);
        }
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for found in all.iter().filter(|f| !f.adjective && f.entry.is(Kind::Place) && level(&f.entry) == Some(PlacePrecision::Settlement)) {
            scene.hear(context, &mut names, found.start, found.end);
        }
        let by_model = context.analyses.iter().flat_map(|a| &a.names).filter(|n| matches!(n.label.as_str(), "GPE" | "LOC"));
        for name in by_model.filter(|n| !all.iter().any(|f| f.start < n.end && n.start < f.end)) {
            scene.hear(context, &mut names, name.start, name.end);
        }
        for (start, end) in counties(context.text()) {
            scene.hear(context, &mut names, start, end);
        }
        for name in names.values() {
            scene.vote(name, &context.lexicon.places(name));
        }
        scene
    }

    fn count(&mut self, found: &Found<'_>, context: &Context<'_>) {
        let entry = &found.entry;
        let is_country = level(entry) == Some(PlacePrecision::Country);
        let weight = u32::from(is_country || entry.is(Kind::ArmedGroup));
        let Some(code) = entry.country.clone().filter(|_| weight > 0 || entry.is(Kind::Place)) else { return };
        // "Paris" and "London" may lie anywhere: what an article speaks of is told by names that have one reading.
        let open = level(entry) == Some(PlacePrecision::Settlement) && entry.id.starts_with("geonames-") && is_open(context, entry, &code);
        if !open {
            *self.countries.entry(code.clone()).or_default() += 1 + weight;
        }
        let plain = is_country && !found.adjective && context.text().get(found.start..found.end).is_some_and(|w| fold::key(w) == fold::key(&entry.name));
        if !plain && !open {
            *self.beyond_names.entry(code).or_default() += 1;
        }
        if let Some(region) = region(entry).filter(|_| level(entry) == Some(PlacePrecision::Admin1)) {
            *self.rooted.entry(region.0.clone()).or_default() += 1;
            *self.regions.entry(region).or_default() += 2.0;
        }
    }

    /// Takes a name in, and the place that its own words settle.
    fn hear(&mut self, context: &Context<'_>, names: &mut BTreeMap<String, String>, start: usize, end: usize) {
        let Some(name) = context.text().get(start..end) else { return };
        let key = fold::key(name);
        let after = context.text().get(end..).unwrap_or_default();
        if let Some(around) = Around::after(context, after)
            && let Some(entry) = context.lexicon.places(name).into_iter().find(|e| around.holds(e))
        {
            self.said.entry(key.clone()).or_insert_with(|| entry.id.clone());
        }
        names.entry(key).or_insert_with(|| name.to_owned());
    }

    /// One vote of each name, shared by the provinces that have a place of that name.
    fn vote(&mut self, name: &str, candidates: &[Entry]) {
        // "Virginia" is also some town's name.
        let known = candidates.first().filter(|e| e.population > 1_000_000 && level(e) == Some(PlacePrecision::Admin1));
        if let Some(region) = known.filter(|e| fold::key(&e.name) == fold::key(name)).and_then(region) {
            *self.rooted.entry(region.0.clone()).or_default() += 1;
            *self.regions.entry(region).or_default() += 2.0;
            return;
        }
        let all: BTreeSet<Region> = candidates.iter().filter_map(region).collect();
        let share = share_of(&all);
        let mut lands = all.iter().map(|(country, _)| country);
        if let Some(first) = lands.next().filter(|first| lands.all(|other| other == *first)) {
            *self.rooted.entry(first.clone()).or_default() += 1;
        }
        for region in all {
            *self.regions.entry(region).or_default() += share;
        }
    }

    /// How much the other names of the article speak for the province of `entry`, from 0 to 1.
    fn support(&self, entry: &Entry, own: f64) -> f64 {
        let votes = region(entry).and_then(|r| self.regions.get(&r)).copied().unwrap_or(0.0) - own;
        votes.max(0.0) / (votes.max(0.0) + 1.0)
    }

    /// The place of that name that the article most likely means.
    pub fn choose(&self, context: &Context<'_>, name: &str, after: &str) -> Option<Entry> {
        let candidates = context.lexicon.places(name);
        let around = Around::after(context, after);
        let total: u32 = self.countries.values().chain(self.rooted.values()).sum::<u32>().max(1);
        let key = fold::key(name);
        let own = share_of(&candidates.iter().filter_map(region).collect());
        let province = is_province_noun(after);
        let largest =
            candidates.iter().filter(|e| fold::key(&e.name) == key && level(e) == Some(PlacePrecision::Settlement)).map(|e| e.population).max().unwrap_or(0);
        let score = |e: &Entry| {
            let country = e.country.as_deref().unwrap_or_default();
            let share = f64::from(self.weight(country)) / f64::from(total);
            let level = level(e);
            let provincial = matches!(level, Some(PlacePrecision::Admin1 | PlacePrecision::Admin2));
            let points = [
                (!e.id.starts_with("geonames-"), 3.0),
                (around.as_ref().is_some_and(|a| a.holds(e)), 8.0),
                (self.said.get(&key) == Some(&e.id), 8.0),
                (fold::key(&e.name) == key, 1.0),
                // Philadelphia was a name of Amman once: a capital by another name gives way to a larger town.
                (context.lexicon.is_capital(e), if e.id.starts_with("geonames-") && e.population < largest && fold::key(&e.name) != key { 0.5 } else { 2.0 }),
                (provincial && province, 4.0),
                (provincial && !province, -0.9),
            ];
            let known: f64 = points.iter().filter(|(on, _)| *on).map(|(_, n)| n).sum();
            let curated = !e.id.starts_with("geonames-");
            f64::from(e.population.max(if curated { 100_000 } else { 100 })).log10() + 6.0 * share.sqrt() + 4.0 * self.support(e, own) + known
        };
        candidates.into_iter().max_by(|a, b| score(a).total_cmp(&score(b)))
    }

    /// What else a country's name means here: "Georgia" in an article on the United States, "Lebanon, Ohio".
    pub fn namesake(&self, context: &Context<'_>, country: &Entry, name: &str, after: &str) -> Option<Entry> {
        let code = country.country.as_deref()?;
        let found = self.choose_beside(context, country, name, after)?;
        // "Lebanon, Tenn." is a town; "China, Japan" is a list.
        let told = Around::after(context, after).is_some_and(|a| a.province.is_some() && a.holds(&found)) || self.said.get(&fold::key(name)) == Some(&found.id);
        let alone = self.beyond_names.get(code).copied().unwrap_or(0) == 0 && !self.rooted.contains_key(code);
        let own = share_of(&context.lexicon.places(name).iter().filter_map(region).collect());
        let near = self.support(&found, if level(&found) == Some(PlacePrecision::Admin1) { 0.0 } else { own }) >= 0.6;
        let home = found.country.as_ref().is_some_and(|c| self.rooted.contains_key(c));
        let large = level(&found) == Some(PlacePrecision::Admin1) && found.population > 1_000_000;
        (told || (alone && (near || large && home))).then_some(found)
    }

    fn choose_beside(&self, context: &Context<'_>, country: &Entry, name: &str, after: &str) -> Option<Entry> {
        let around = Around::after(context, after);
        let others = context.lexicon.places(name).into_iter().filter(|e| e.country != country.country && fold::key(&e.name) == fold::key(name));
        let score = |e: &Entry| {
            let home = e.country.as_ref().and_then(|c| self.countries.get(c)).copied().unwrap_or(0);
            f64::from(e.population.max(100)).log10()
                + 4.0 * self.support(e, 0.0)
                + f64::from(home.min(5))
                + if around.as_ref().is_some_and(|a| a.holds(e)) { 8.0 } else { 0.0 }
        };
        others.max_by(|a, b| score(a).total_cmp(&score(b)))
    }

    /// How often the article speaks of a country, by its names and by those of places that lie nowhere else.
    fn weight(&self, country: &str) -> u32 {
        let of = |map: &BTreeMap<String, u32>| map.get(country).copied().unwrap_or(0);
        of(&self.countries) + of(&self.rooted)
    }

    /// Whether the article speaks of the country that `entry` lies in.
    pub fn is_home(&self, entry: &Entry) -> bool {
        entry.country.as_ref().is_some_and(|c| self.countries.contains_key(c) || self.rooted.get(c).is_some_and(|n| *n > 1))
    }

    /// Whether the other names of the article speak for the province that `entry` lies in.
    pub fn is_near(&self, context: &Context<'_>, entry: &Entry) -> bool {
        let own = share_of(&context.lexicon.places(&entry.name).iter().filter_map(region).collect());
        self.support(entry, own) >= 0.5
    }
}

/// Whether a settlement has namesakes of note in other countries; beside a capital small towns are not of note.
fn is_open(context: &Context<'_>, entry: &Entry, code: &str) -> bool {
    let least = if context.lexicon.is_capital(entry) { entry.population / 50 } else { 5000 };
    context.lexicon.places(&entry.name).iter().any(|e| e.country.as_deref() != Some(code) && e.population > least)
}

/// "Walker County", "Rapides Parish", whatever name they are part of: they say which province is meant.
pub fn counties(text: &str) -> Vec<(usize, usize)> {
    let words = fold::words(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, w)| w.capital && matches!(w.key.as_str(), "county" | "parish")) {
        let before = words.get(..at).unwrap_or_default().iter().rev().take(2).take_while(|w| w.capital && w.joined && !w.possessive && w.key != "the");
        found.extend(before.map(|w| (w.start, word.end)));
    }
    found
}

/// "province", "governorate" and the like right after a name.
fn is_province_noun(after: &str) -> bool {
    let word: String = after.strip_prefix(' ').unwrap_or_default().chars().take_while(|c| c.is_alphabetic()).collect();
    matches!(word.to_lowercase().as_str(), "province" | "governorate" | "oblast" | "state" | "region" | "prefecture" | "county")
}

/// The country or province that stands after a name: ", Texas", " (Iraq)", " in Syria".
struct Around {
    country: String,
    province: Option<String>,
}

impl Around {
    fn after(context: &Context<'_>, after: &str) -> Option<Self> {
        let rest = after.strip_prefix(", ").or_else(|| after.strip_prefix(" (")).or_else(|| after.strip_prefix(" in "))?;
        let line = rest.lines().next()?;
        let end = line.char_indices().nth(40).map_or(line.len(), |(i, _)| i);
        let short = after.starts_with(", ").then(|| context.lexicon.state_in_short(after)).flatten();
        let entry = match short {
            Some(entry) => entry,
            None => context
                .lexicon
                .find(line.get(..end)?)
                .into_iter()
                .next()
                .filter(|f| f.start <= 4 && !f.adjective && f.entry.is(Kind::Place))?
                .entry
                .into_owned(),
        };
        let province = (level(&entry) == Some(PlacePrecision::Admin1)).then(|| entry.name.clone());
        // "Paris, London and Rome" are three towns.
        (province.is_some() || level(&entry) != Some(PlacePrecision::Settlement) || after.starts_with(" (") || after.starts_with(" in ")).then_some(())?;
        Some(Self { country: entry.country.clone()?, province })
    }

    fn holds(&self, entry: &Entry) -> bool {
        let inside = |name: &String| region(entry).is_some_and(|r| fold::key(&r.1) == fold::key(name)) && level(entry) != Some(PlacePrecision::Admin1);
        entry.country.as_deref() == Some(self.country.as_str()) && self.province.as_ref().is_none_or(inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::model::Article;

    fn with_scene<T>(text: &str, look: impl Fn(&Context<'_>, &Scene) -> T) -> T {
        let lexicon = Lexicon::builtin().unwrap();
        let article = Article {
            id: "a".into(),
            path: "a.txt".into(),
            copies: Vec::new(),
            sha256: String::new(),
            blocks: Vec::new(),
            title: None,
            outlet: None,
            byline: None,
            url: None,
            language: None,
            published: None,
            copyright_year: None,
            agencies: Vec::new(),
            text: text.into(),
        };
        let context = Context { article: &article, analyses: &[], lexicon: &lexicon };
        let scene = Scene::of(&context, &lexicon.find(text));
        look(&context, &scene)
    }

    #[test]
    fn the_article_tells_which_place_of_a_name_is_meant() {
        let table = [
            ("Rockets fell near Tripoli. Beirut was quiet, and Lebanese families fled.", "Tripoli", "LBN", None),
            ("Rockets fell near Tripoli. Benghazi was quiet, and Libyan families fled.", "Tripoli", "LBY", None),
            ("A bridge at Paris, Ky., fell. Paris has no other, and Kentucky will pay.", "Paris", "USA", Some("Kentucky")),
            ("The strike hit a market in Hama province. Syrian doctors came.", "Hama", "SYR", Some("Hama")),
            ("Moscow and Washington differ, US officials said, and the US waits.", "Moscow", "RUS", None),
            ("A fire broke out at Akron, OH, and smoke reached Cleveland.", "Akron", "USA", Some("Ohio")),
        ];
        for (text, name, country, province) in table {
            let found = with_scene(text, |context, scene| {
                let at = text.find(name).unwrap_or_default() + name.len();
                scene.choose(context, name, &text[at..])
            });
            let found = found.unwrap_or_else(|| panic!("{name} is not known"));
            assert_eq!(found.country.as_deref(), Some(country), "{text}");
            if province.is_some() {
                assert_eq!(found.geo.and_then(|g| g.admin1).as_deref(), province, "{text}");
            }
        }
    }

    #[test]
    fn a_country_gives_way_to_its_namesake_where_nothing_else_speaks_for_it() {
        let other = |text: &str, name: &str| {
            with_scene(text, |context, scene| {
                let after = &text[text.find(name).unwrap_or_default() + name.len()..];
                let country = context.lexicon.places(name).into_iter().find(|e| level(e) == Some(PlacePrecision::Country)).unwrap();
                scene.namesake(context, &country, name, after).and_then(|e| e.country)
            })
        };
        assert_eq!(other("Floods reached Georgia. Alabama and Florida were spared, Atlanta was not.", "Georgia").as_deref(), Some("USA"));
        assert_eq!(other("Troops entered Georgia. Tbilisi was quiet, Georgian police said.", "Georgia"), None);
        assert_eq!(other("A clinic in Lebanon, Tenn., burnt.", "Lebanon").as_deref(), Some("USA"));
        assert_eq!(other("China, the United States and Japan met.", "China"), None);
        assert_eq!(other("Drones from Jordan fell in Syria.", "Jordan"), None);
    }
}
