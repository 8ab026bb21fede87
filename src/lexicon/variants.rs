//! Spellings of a name that follow by rule.

/// `name` and what news makes of it: without the Arabic article between words, without "the", with "and" as "&".
pub fn of(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    if let Some(bare) = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")) {
        all.push(bare.to_owned());
    }
    for separator in [" al-", " Al-", " al ", " ul-", " as-", " ez-", " el-", " ash-", " an-", " ar-", " at-"] {
        if name.contains(separator) {
            all.push(name.replace(separator, " "));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_article_may_be_missing() {
        assert!(super::of("Harakat al-Nujaba").contains(&"Harakat Nujaba".to_owned()));
    }
}
