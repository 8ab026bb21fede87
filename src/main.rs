//! The program: the window, or a command line over the same library.
fn main() {}
