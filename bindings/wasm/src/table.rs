//! Objects that live from one call to the next, by number.

/// How many objects of one kind may live at once: a page needs one or two; one that forgets to let
/// them go is told so before the memory, which never shrinks, is used up.
const OBJECTS: usize = 64;

/// Objects by number. A number is never given twice, so that one that was let go names nothing.
pub(crate) struct Table<T> {
    objects: Vec<(u32, T)>,
    next: u32,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { objects: Vec::new(), next: 1 }
    }
}

impl<T> Table<T> {
    /// Keeps an object; `None` if there are too many.
    pub(crate) fn keep(&mut self, object: T) -> Option<u32> {
        if self.objects.len() == OBJECTS {
            return None;
        }
        let number = self.next;
        self.next = number.checked_add(1)?;
        self.objects.push((number, object));
        Some(number)
    }

    /// The object of a number.
    pub(crate) fn find(&self, number: u32) -> Option<&T> {
        self.objects.iter().find(|(at, _)| *at == number).map(|(_, object)| object)
    }

    /// Lets an object go; whether there was one.
    pub(crate) fn release(&mut self, number: u32) -> bool {
        let before = self.objects.len();
        self.objects.retain(|(at, _)| *at != number);
        self.objects.len() != before
    }

    /// How many may live at once.
    pub(crate) const fn most() -> usize {
        OBJECTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_was_let_go_names_nothing_and_comes_never_again() {
        let mut table = Table::default();
        let (first, second) = (table.keep('a').unwrap(), table.keep('b').unwrap());
        assert!(table.release(first));
        assert!(!table.release(first));
        assert_eq!((table.find(first), table.find(second)), (None, Some(&'b')));
        let third = table.keep('c').unwrap();
        assert!(third != first && third != second);
    }

    #[test]
    fn more_objects_than_a_page_needs_are_refused() {
        let mut table = Table::default();
        for count in 0..OBJECTS {
            assert!(table.keep(count).is_some());
        }
        assert_eq!(table.keep(OBJECTS), None);
    }
}
