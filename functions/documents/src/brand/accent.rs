//! The shade of an accent that can be read on white (WCAG 2.2, 1.4.3). The web app's `contrast.ts` shows the same one before it is
//! published.

use std::str::FromStr;

use palette::color_difference::Wcag21RelativeContrast;
use palette::{FromColor, Oklch, Srgb};

use super::colour::Colour;

/// 4.5 is asked for; the rest is room for rounding.
const CONTRAST: f32 = 4.6;
/// A hundredth of the lightness is a step.
const STEPS: u8 = 100;

/// The accent itself, or the first darker shade of it that can be read.
#[must_use]
pub fn on_paper(accent: &Colour) -> String {
    let Ok(chosen) = Srgb::<u8>::from_str(accent.as_str()) else { return accent.as_str().to_owned() };
    let white = Srgb::new(1.0_f32, 1.0, 1.0);
    let can_be_read = |shade: Srgb<u8>| shade.into_format::<f32>().relative_contrast(white) >= CONTRAST;
    if can_be_read(chosen) {
        return accent.as_str().to_owned();
    }
    let colour: Oklch = Oklch::from_color(chosen.into_format::<f32>());
    let shade = |step: u8| {
        let darker = Oklch { l: darker(colour.l, step), ..colour };
        let shade: Srgb = Srgb::from_color(darker);
        Srgb::new(shade.red.clamp(0.0, 1.0), shade.green.clamp(0.0, 1.0), shade.blue.clamp(0.0, 1.0)).into_format::<u8>()
    };
    let found = (1..=STEPS).map(shade).find(|shade| can_be_read(*shade)).unwrap_or_default();
    format!("#{:02x}{:02x}{:02x}", found.red, found.green, found.blue)
}

#[expect(clippy::float_arithmetic, reason = "a shade is no amount")]
fn darker(lightness: f32, step: u8) -> f32 {
    (lightness - f32::from(step) / f32::from(STEPS)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_stays_and_what_cannot_becomes_darker() {
        let shade = |accent: &str| on_paper(&accent.parse().expect("a colour"));
        // The web app's `contrast.test.ts` has the same ones.
        for (accent, on_paper) in [
            ("#0f766e", "#0f766e"),
            ("#E30613", "#e30613"),
            ("#000000", "#000000"),
            ("#facc15", "#996d00"),
            ("#ff0000", "#e80000"),
            ("#777777", "#747474"),
            ("#ffffff", "#747474"),
        ] {
            assert_eq!(shade(accent), on_paper, "{accent}");
        }
        for light in ["#facc15", "#ffffff", "#22d3ee", "#ff8800"] {
            let darker = shade(light);
            let contrast =
                Srgb::<u8>::from_str(&darker).expect("a colour").into_format::<f32>().relative_contrast(Srgb::new(1.0, 1.0, 1.0));
            assert!(contrast >= 4.5, "{light} became {darker}, {contrast}");
        }
    }
}
