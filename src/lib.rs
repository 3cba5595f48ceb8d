//! The mobile micro court: back end.
//!
//! Who may know whom: `rooms -> court, kit, ports, store, law`; `ports, store -> kit`; `kit -> law`;
//! `law` knows nobody. See docs/ARCHITECTURE.md.

#[macro_use]
pub mod kit;
pub mod app;
pub mod court;
pub mod demo;
mod health;
pub mod law;
pub mod openapi;
mod pages;
pub mod permissions;
pub mod ports;
pub mod rooms;
pub mod run;
pub mod sandbox;
pub mod store;
pub mod work;
