//! The two ports of a portal.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Result, bail};

/// The portal's port; the local cloud itself listens on the next one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ports {
    pub portal: u16,
}

impl Ports {
    pub fn portal(self) -> u16 {
        self.portal
    }

    pub fn cloud(self) -> u16 {
        self.portal + 1
    }

    pub fn endpoint_url(self) -> String {
        format!("http://127.0.0.1:{}", self.cloud())
    }

    pub fn web_url(self) -> String {
        format!("http://localhost:{}", self.portal)
    }

    /// Two neighbouring ports that nobody uses at the moment.
    pub fn free() -> Result<Self> {
        for _ in 0..100 {
            let chosen = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
            let portal = chosen.local_addr()?.port();
            if portal < u16::MAX && is_free(portal + 1) {
                return Ok(Self { portal });
            }
        }
        bail!("found no two neighbouring free ports on 127.0.0.1");
    }

    pub fn require_free(self) -> Result<()> {
        for port in [self.portal, self.cloud()] {
            if !is_free(port) {
                bail!(
                    "port {port} is taken by another program.\n\
                     Stop that program, or choose another pair of ports: cargo xtask run --port {}",
                    suggested_port(self.portal)
                );
            }
        }
        Ok(())
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

fn suggested_port(taken: u16) -> u16 {
    if taken < 60_000 { taken + 100 } else { taken - 100 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cloud_listens_beside_the_portal() {
        let ports = Ports { portal: 8400 };
        assert_eq!(ports.web_url(), "http://localhost:8400");
        assert_eq!(ports.endpoint_url(), "http://127.0.0.1:8401");
    }

    #[test]
    fn a_taken_port_names_the_option_that_changes_it() -> Result<()> {
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let ports = Ports { portal: holder.local_addr()?.port() };
        let message = ports.require_free().expect_err("the port is taken").to_string();
        assert!(message.contains("--port"), "{message}");
        Ok(())
    }
}
