//! `dateline merge`: the reports of any number of extractions to events, with memory for what is compared alone.

use crate::analysis;
use crate::events::{self, Account, Clusters, Mains, Member, Profile};
use crate::export::contract::{self, Offsets};
use crate::export::read_contract;
use crate::lexicon::Lexicon;
use crate::model::{Article, Event, Guidance, Report, ReportKey};
use crate::review::{Dataset, Reviewed, Target};
use crate::store::atomic;
use crate::store::spool::{Spool, Spooled};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Lines or reports that are worked on together.
const BATCH: usize = 512;

/// Merges what `inputs` hold into `out`: folders that `extract --out` wrote, or files of lines that `extract -` wrote.
pub fn merge(inputs: &[PathBuf], out: &Path, replace: bool, guidance: &Guidance) -> Result<()> {
    std::fs::create_dir_all(out).with_context(|| format!("cannot write into {}", out.display()))?;
    let targets = [out.join("events.jsonl"), out.join("reports.jsonl")];
    if let Some(there) = targets.iter().find(|t| !replace && t.exists()) {
        anyhow::bail!("{} is there already; say --replace to write it anew", there.display());
    }
    let folder = tempfile::Builder::new().prefix(".dateline-merge-").tempdir_in(out)?;
    let spool = Spool::create(folder.path())?;
    let mut refused = 0;
    for input in inputs {
        refused += take_in(input, &spool, guidance).with_context(|| format!("cannot read {}", input.display()))?;
    }
    let (numbers, clusters) = clusters(&spool, guidance)?;
    settle(&spool, &numbers, &clusters, guidance)?;
    write(&spool, &targets)?;
    eprintln!(
        "{} reports make {} events{}",
        numbers.len(),
        clusters.len(),
        if refused > 0 { format!("; {refused} lines held no article") } else { String::new() }
    );
    Ok(())
}

/// The reports that founded the events of an earlier merge: events that hold one keep their ids.
pub fn founders(events: &Path) -> Result<Vec<ReportKey>> {
    let mut keys = Vec::new();
    for line in BufReader::new(File::open(events)?).lines() {
        let event: Value = serde_json::from_str(&line?)?;
        let id = event.get("id").and_then(Value::as_str).and_then(|id| id.strip_prefix("event:")).unwrap_or_default();
        keys.push(read_contract::key(id)?);
    }
    Ok(keys)
}

/// One input; how many of its lines held no article is returned.
fn take_in(input: &Path, spool: &Spool, guidance: &Guidance) -> Result<usize> {
    if input.is_dir() {
        return take_pair(&input.join("articles.jsonl"), &input.join("reports.jsonl"), spool, guidance);
    }
    let first = BufReader::new(File::open(input)?).lines().find(|l| !l.as_ref().is_ok_and(|l| l.trim().is_empty()));
    let Some(first) = first.transpose()? else { return Ok(0) };
    let first: Value = serde_json::from_str(&first)?;
    if first.get("modality").is_some() {
        return take_pair(&input.with_file_name("articles.jsonl"), input, spool, guidance);
    }
    let mut refused = 0;
    in_batches(input, |lines| {
        let read = analysis::in_parallel(lines, |line| answer(line, guidance));
        for taken in read {
            match taken? {
                Some(taken) => taken.put(spool)?,
                None => refused += 1,
            }
        }
        Ok(())
    })?;
    Ok(refused)
}

fn in_batches(path: &Path, mut work: impl FnMut(&[String]) -> Result<()>) -> Result<()> {
    let mut lines = BufReader::new(File::open(path).with_context(|| path.display().to_string())?).lines();
    loop {
        let batch: Vec<String> = lines.by_ref().filter(|l| !l.as_ref().is_ok_and(|l| l.trim().is_empty())).take(BATCH).collect::<std::io::Result<_>>()?;
        if batch.is_empty() {
            return Ok(());
        }
        work(&batch)?;
    }
}

/// A report ready to be kept: its id, its rank among all, its line.
type Ready = (String, Option<Vec<u8>>, String);

/// An article with its reports, ready to be kept.
struct Taken {
    id: String,
    json: String,
    reports: Vec<Ready>,
}

impl Taken {
    fn put(&self, spool: &Spool) -> Result<()> {
        spool.put_article(&self.id, &self.json)?;
        self.reports.iter().try_for_each(|(id, rank, json)| spool.put_report(id, &self.id, rank.as_deref(), json))
    }
}

/// A line of `extract -`; `None` where it tells of an error.
fn answer(line: &str, guidance: &Guidance) -> Result<Option<Taken>> {
    let mut value: Value = serde_json::from_str(line)?;
    let Some(article) = value.get_mut("article").map(Value::take) else { return Ok(None) };
    let json = article.to_string();
    let article = read_contract::article(&json)?;
    let reports = value.get_mut("reports").map(Value::take);
    let reports = reports.as_ref().and_then(Value::as_array).into_iter().flatten().map(|r| ready(r.to_string(), &article, guidance));
    Ok(Some(Taken { reports: reports.collect::<Result<_>>()?, id: article.id, json }))
}

fn ready(json: String, article: &Article, guidance: &Guidance) -> Result<Ready> {
    let report = read_contract::report(&json)?;
    let rank = events::makes_event(&report, guidance).then(|| rank(&Account { article, report: &report }));
    Ok((report.id, rank, json))
}

/// Bytes that sort as the order of merging does.
fn rank(account: &Account<'_>) -> Vec<u8> {
    let (published, vague, background, path, span, id) = events::order(account);
    format!("{published}{}{}{path}\0{:012}{:012}{id}", u8::from(vague), u8::from(background), span.start, span.end).into_bytes()
}

/// A folder that `extract --out` wrote: articles in one file, reports in another.
fn take_pair(articles: &Path, reports: &Path, spool: &Spool, guidance: &Guidance) -> Result<usize> {
    in_batches(articles, |lines| {
        let read = analysis::in_parallel(lines, |line| read_contract::article(line).map(|a| a.id));
        lines.iter().zip(read).try_for_each(|(line, id)| spool.put_article(&id?, line))
    })?;
    in_batches(reports, |lines| {
        let mut known: BTreeMap<String, Article> = BTreeMap::new();
        for line in lines {
            let id = read_contract::report(line)?.article;
            if let Entry::Vacant(free) = known.entry(id) {
                let article = spool.article(free.key()).with_context(|| format!("no article {}", free.key()))?;
                free.insert(read_contract::article(&article)?);
            }
        }
        let read = analysis::in_parallel(lines, |line| {
            let article = known.get(&read_contract::report(line)?.article).context("no article")?;
            Ok((article.id.clone(), ready(line.clone(), article, guidance)?))
        });
        read.into_iter().try_for_each(|taken: Result<(String, Ready)>| {
            let (article, (id, rank, json)) = taken?;
            spool.put_report(&id, &article, rank.as_deref(), &json)
        })
    })?;
    Ok(0)
}

fn read(spooled: &Spooled) -> Result<(Article, Report)> {
    Ok((read_contract::article(&spooled.article)?, read_contract::report(&spooled.report)?))
}

/// The numbers of the reports in the order of merging, and the clusters of their places in it.
fn clusters(spool: &Spool, guidance: &Guidance) -> Result<(Vec<i64>, Vec<Vec<Member>>)> {
    let (mut numbers, mut mains, mut found) = (Vec::new(), Mains::default(), Clusters::new(guidance));
    let mut waiting: Vec<Spooled> = Vec::new();
    let mut work = |batch: &mut Vec<Spooled>| -> Result<()> {
        let read: Vec<(Article, Report)> = analysis::in_parallel(batch, read).into_iter().collect::<Result<_>>()?;
        let marked: Vec<(Account<'_>, bool)> = read.iter().map(|(article, report)| Account { article, report }).map(|a| (a, mains.is_main(&a))).collect();
        let profiles = analysis::in_parallel(&marked, |(account, main)| Profile::new(account, *main));
        marked.iter().zip(profiles).for_each(|((account, _), profile)| found.take(account, profile));
        numbers.extend(batch.drain(..).map(|s| s.n));
        Ok(())
    };
    spool.in_order(|spooled| {
        waiting.push(spooled);
        if waiting.len() < BATCH { Ok(()) } else { work(&mut waiting) }
    })?;
    work(&mut waiting)?;
    Ok((numbers, found.finish()))
}

/// Settles the clusters, some at a time, and keeps the events.
fn settle(spool: &Spool, numbers: &[i64], clusters: &[Vec<Member>], guidance: &Guidance) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let number = |m: &Member| numbers.get(m.report).copied().unwrap_or_default();
    for batch in clusters.chunks(BATCH) {
        let loaded: Vec<Vec<Spooled>> = batch.iter().map(|c| c.iter().map(|m| spool.get(number(m))).collect()).collect::<Result<_>>()?;
        let jobs: Vec<(&Vec<Member>, &Vec<Spooled>)> = batch.iter().zip(&loaded).collect();
        let settled = analysis::in_parallel(&jobs, |(members, told)| event(members, told, guidance, &lexicon));
        for (members, settled) in batch.iter().zip(settled) {
            let (event, json) = settled?;
            let days = event.fields.date.as_ref().map(|d| (d.days().0.to_string(), d.days().1.to_string()));
            spool.put_event(days, &event.id, &json, &members.iter().map(number).collect::<Vec<i64>>())?;
        }
    }
    Ok(())
}

fn event(members: &[Member], told: &[Spooled], guidance: &Guidance, lexicon: &Lexicon) -> Result<(Event, String)> {
    let read: Vec<(Article, Report)> = told.iter().map(read).collect::<Result<_>>()?;
    let at: BTreeMap<usize, usize> = members.iter().enumerate().map(|(n, m)| (m.report, n)).collect();
    let account = |n: usize| at.get(&n).and_then(|n| read.get(*n)).map(|(article, report)| Account { article, report });
    let event = events::event(members, account, guidance, lexicon);
    let key = read.first().map(|(_, r)| r.key.clone()).context("an event without a report")?;
    let mut json = contract::event(&Offsets::new(&Dataset::default()), &Reviewed::open(event.clone().into(), Target::Event { key }));
    if let (Some(date), Some(slot)) = (dated_by(&event, &read, told), json.get_mut("date")) {
        *slot = date;
    }
    Ok((event, json.to_string()))
}

/// The date as the report that it was taken from has it: there its reasons still say where they rest.
fn dated_by(event: &Event, read: &[(Article, Report)], told: &[Spooled]) -> Option<Value> {
    let from = read.iter().position(|(_, r)| r.fields.date == event.fields.date)?;
    serde_json::from_str::<Value>(&told.get(from)?.report).ok()?.get_mut("date").map(Value::take)
}

fn write(spool: &Spool, [events, reports]: &[PathBuf; 2]) -> Result<()> {
    atomic::write(events, |out| spool.events(|json| writeln!(out, "{json}")).map_err(std::io::Error::other))?;
    atomic::write(reports, |out| {
        let line = |json: &str, event: Option<&str>| {
            let mut report: Value = serde_json::from_str(json)?;
            if let Some(slot) = report.get_mut("event") {
                *slot = event.into();
            }
            writeln!(out, "{report}")
        };
        spool.reports(line).map_err(std::io::Error::other)
    })?;
    Ok(())
}
