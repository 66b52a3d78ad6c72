//! The declaration of records: from one line per key come its field, its documentation, and how it is read, taken, compared
//! and shown.

/// Declares records: `key: type = need, "Chinese", "English";` makes the field, its documentation and its key.
macro_rules! record {
    ($($(#[$doc:meta])* $name:ident { $($key:ident: $type:ty = $need:ident, $zh:literal, $en:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            /// Where it stands.
            pub stands: $crate::model::Place,
            $(#[doc = $en] pub $key: $type,)+
        }

        impl $crate::model::Table for $name {
            fn take(&mut self, key: &str, plain: &mut $crate::model::Plain<'_>) -> Option<()> {
                match key {
                    $(stringify!($key) => $crate::model::Entry::take(&mut self.$key, plain),)+
                    _ => None,
                }
            }

            fn begin(&mut self, key: &str, header: $crate::model::Place) -> Option<&mut dyn $crate::model::Table> {
                match key {
                    $(stringify!($key) => $crate::model::Entry::begin(&mut self.$key, header),)+
                    _ => None,
                }
            }
        }

        impl $crate::model::Record for $name {
            const KEYS: &'static [$crate::model::Key] = &[$($crate::model::Key {
                name: stringify!($key),
                shape: <$type as $crate::model::Entry>::SHAPE,
                need: $crate::model::Need::$need,
                about: $crate::lang::text($zh, $en),
            }),+];

            fn put(&mut self, key: &str, given: &$crate::model::Given<'_>, scope: &mut $crate::model::Scope) -> bool {
                match key {
                    $(stringify!($key) => self.$key = $crate::model::Entry::read(given, scope),)+
                    _ => return false,
                }
                true
            }

            fn set_place(&mut self, place: $crate::model::Place) {
                self.stands = place;
            }

            fn place(&self) -> $crate::model::Span {
                self.stands.0
            }

            fn altered(&self, after: &Self) -> Vec<$crate::model::Altered> {
                let mut keys = Self::KEYS.iter();
                let mut altered = Vec::new();
                $(
                    let key = keys.next().expect("every field has its key");
                    if let Some(was) = $crate::model::Entry::given(&self.$key).filter(|_| self.$key != after.$key) {
                        altered.push($crate::model::Altered { key, was, is: $crate::model::Entry::given(&after.$key) });
                    }
                )+
                altered
            }

            fn missing(&self) -> Vec<&'static $crate::model::Key> {
                let given = [$($crate::model::Entry::given(&self.$key).is_some()),+];
                let keys = Self::KEYS.iter().zip(given);
                let lacking = keys.filter(|(key, given)| key.need == $crate::model::Need::Required && !given);
                lacking.map(|(key, _)| key).collect()
            }

            fn absorb(&mut self, other: Self) {
                $($crate::model::Entry::absorb(&mut self.$key, other.$key);)+
            }

            fn visit(&self, visitor: &mut dyn $crate::model::Visitor) {
                visitor.record(self.stands.0, $crate::model::Record::missing(self));
                $($crate::model::Entry::visit(&self.$key, visitor);)+
            }
        }
    )+};
}

pub(super) use record;
