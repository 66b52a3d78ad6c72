//! Findings that say again what another has said.

use std::collections::HashMap;

use crate::model::{Finding, Level, Span};

/// Rules whose findings say again what another rule has found in the same place of the same record: a mended cause mends
/// both.
const ECHOES: &[(&str, &str)] = &[
    ("quiet-status", "contradicted-status"),
    ("unsupported-status", "evidence-before-reply"),
    ("unsupported-status", "reply-as-evidence"),
];

/// An echo is silent only where its cause is heard and weighs as much: not where the cause is excepted or a mere warning.
pub fn silence_echoes(findings: &mut Vec<Finding>) {
    for (echo, cause) in ECHOES {
        if !findings.iter().any(|finding| finding.rule == *echo) {
            continue;
        }
        let mut causes: HashMap<_, Vec<(Span, Level)>> = HashMap::new();
        for finding in findings.iter().filter(|finding| finding.rule == *cause) {
            causes.entry(finding.record.clone()).or_default().push((finding.span, finding.level));
        }
        findings.retain(|finding| {
            let says_again = |(place, level): &(Span, Level)| {
                let is_there = finding.span.start <= place.start && place.end <= finding.span.end;
                is_there && *level <= finding.level
            };
            let causes = causes.get(&finding.record).map(Vec::as_slice).unwrap_or_default();
            finding.rule != *echo || !causes.iter().any(says_again)
        });
    }
}
