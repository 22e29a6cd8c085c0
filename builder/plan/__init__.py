"""What the site will consist of: which pages, at which addresses, each with all it will say but the body."""

from builder.plan.describe import describe
from builder.plan.site_plan import SitePlan, Unit, plan_site

__all__ = ["SitePlan", "Unit", "describe", "plan_site"]
