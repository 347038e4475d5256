//! Tonnes of carbon, budgets of carbon and social value, taken apart.

use super::facts::{Facts, Part};
use super::matching::Ids;
use crate::case::Case;
use crate::finite::Finite;
use crate::print::{as_typed, money};
use crate::programme::{
    Carbon, CarbonField, CarbonLine, CarbonPlan, CityFigure, Initiative, PlanYear, Proxy, SocialField, SocialValue,
};

impl Facts {
    pub(super) fn carbon(&mut self, ids: &Ids, initiative: &Initiative, case: &Case) {
        let (part, name, id) = (Part::Initiatives, &initiative.name, ids.of(initiative.id.0));
        let Carbon { lines, unknown } = &initiative.carbon;
        for line in lines {
            let own = ids.of(line.id.0);
            self.thing(part, own, "Carbon measure", "Name of the carbon measure", &line.what, Some(id));
            for field in CarbonField::ALL.into_iter().skip(1) {
                let what = format!("{} of {}", field.heading(), line.what);
                self.owned(part, format!("carbon/{own}/{}", field.heading()), what, &field.text(line), &[own]);
            }
            let what = format!("Initiative of the carbon measure {}", line.what);
            self.marked(part, format!("carbon/{own}/of"), what, name, id.to_string(), &[own]);
            let CarbonLine { same_tonnes_as: same, unknown, .. } = line;
            for other in same {
                let words = case.carbon_line(*other).map_or("a measure", |found| &found.what);
                let (what, other) = (format!("Same tonnes as {}", line.what), ids.of(other.0));
                // It goes with either of the two.
                self.owned(part, format!("carbon/{own}/same/{other}"), what, words, &[own, other]);
            }
            self.unknown(part, &format!("carbon/{own}"), &line.what, &[own], unknown);
        }
        self.unknown(part, &format!("initiative/{id}/carbon"), name, &[id], unknown);
    }

    pub(super) fn social_value(&mut self, ids: &Ids, initiative: &Initiative, case: &Case) {
        let (part, id) = (Part::Initiatives, ids.of(initiative.id.0));
        for one in &initiative.social_value {
            let SocialValue { id: own, proxy, unknown, .. } = one;
            let measure = case.proxy(*proxy).map_or("social value", |proxy| &proxy.measure);
            let key = format!("social/{}", ids.of(own.0));
            let texts = SocialField::ALL.map(|field| field.text(one));
            let said: Vec<&str> = texts.iter().filter(|text| !text.is_empty()).map(String::as_str).collect();
            let words = format!("{measure}: {}", said.join("; "));
            let what = format!("Social value of {}", initiative.name);
            self.marked(part, key.clone(), what, &words, format!("{id} {} {words}", ids.of(proxy.0)), &[id]);
            self.unknown(part, &key, measure, &[id], unknown);
        }
    }

    pub(super) fn proxy(&mut self, ids: &Ids, proxy: &Proxy) {
        let Proxy { id, measure, unit, value, source, edition, place, unknown } = proxy;
        let (part, id) = (Part::References, ids.of(id.0));
        self.thing(part, id, "Proxy", "Name of the proxy", measure, None);
        for (key, what, words) in [
            ("unit", "Unit", unit),
            ("value", "Value", &value.map_or_else(String::new, money)),
            ("source", "Source", source),
            ("edition", "Edition", edition),
            ("place", "Place", place),
        ] {
            self.owned(part, format!("proxy/{id}/{key}"), format!("{what} of {measure}"), words, &[id]);
        }
        self.unknown(part, &format!("proxy/{id}"), measure, &[id], unknown);
    }

    pub(super) fn carbon_plan(&mut self, plan: &CarbonPlan) {
        let part = Part::Initiatives;
        let CarbonPlan { document, from, to, limit_t, source, flat_t, base_source, years, city, unknown } = plan;
        let year = |year: &Option<crate::programme::CarbonYear>| year.map_or_else(String::new, |year| year.to_string());
        for (key, what, words) in [
            ("document", "Document of the carbon budget", document.clone()),
            ("from", "First year of the carbon budget", year(from)),
            ("to", "Last year of the carbon budget", year(to)),
            ("limit", "Carbon budget", tonnes(*limit_t)),
            ("source", "Source of the carbon budget", source.clone()),
            ("flat", "Flat base line of carbon", tonnes(*flat_t)),
            ("base-source", "Source of the base line of carbon", base_source.clone()),
        ] {
            self.value(part, &format!("carbon-plan/{key}"), what, &words);
        }
        for PlanYear { year, reported_t, base_t, kwh, factor, source, unknown } in years {
            for (key, what, words) in [
                ("reported", "Reported carbon", tonnes(*reported_t)),
                ("base", "Base line of carbon", tonnes(*base_t)),
                ("kwh", "Electricity", kwh.map_or_else(String::new, |kwh| format!("{} kWh", as_typed(kwh.get())))),
                ("factor", "Electricity factor", factor.map_or_else(String::new, |factor| as_typed(factor.get()))),
                ("source", "Source of carbon", source.clone()),
            ] {
                self.value(part, &format!("carbon-plan/{year}/{key}"), &format!("{what}, {year}"), &words);
            }
            self.unknown(part, &format!("carbon-plan/{year}"), &year.to_string(), &[], unknown);
        }
        if let Some(CityFigure { year, t, source, unknown }) = city {
            let words = format!("{year}: {}; {source}", tonnes(Some(*t)));
            self.value(part, "carbon-plan/city", "Carbon of the city", words.trim_end_matches("; "));
            self.unknown(part, "carbon-plan/city", "the city", &[], unknown);
        }
        self.unknown(part, "carbon-plan", "the carbon plan", &[], unknown);
    }
}

fn tonnes(figure: Option<Finite>) -> String {
    figure.map_or_else(String::new, |figure| format!("{} t", as_typed(figure.get())))
}
