//! The ledger format as JSON Schema (draft 2020-12), for editors that check TOML while it is written.

use serde_json::{Map, Value, json};

use crate::{
    lang::Lang,
    model::{Document, Key, Need, Record as _, Shape},
    page::Term,
};

/// The schema, its descriptions in a language.
pub fn schema(lang: Lang) -> Value {
    let mut schema = record(Document::KEYS, lang);
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "duban ledger, format 1",
    });
    if let (Some(schema), Value::Object(mut head)) = (schema.as_object_mut(), head) {
        head.append(schema);
        *schema = head;
    }
    schema
}

fn record(keys: &[Key], lang: Lang) -> Value {
    let property = |key: &Key| {
        let mut value = shape(key.shape, lang);
        value["description"] = Value::from(key.about.get(lang));
        (key.name.to_owned(), value)
    };
    let properties: Map<String, Value> = keys.iter().map(property).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.need == Need::Required).map(|key| key.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn shape(shape_of: Shape, lang: Lang) -> Value {
    match shape_of {
        Shape::Text | Shape::Id(_) => json!({ "type": "string" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Word(terms) => word(terms),
        Shape::Range => json!({
            "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 2, "maxItems": 2,
        }),
        Shape::Map(terms) => json!({ "type": "object", "additionalProperties": word(terms) }),
        Shape::List(inner) => json!({ "type": "array", "items": shape(*inner, lang) }),
        Shape::Record(keys) => record(keys, lang),
        Shape::Records(keys) => json!({ "type": "array", "items": record(keys, lang) }),
        Shape::Book(keys) => json!({
            "type": "object",
            "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$" },
            "additionalProperties": record(keys, lang),
        }),
    }
}

fn word(terms: &[Term]) -> Value {
    json!({ "enum": terms.iter().map(|term| term.word).collect::<Vec<_>>() })
}
