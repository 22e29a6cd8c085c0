"""What the site will consist of: which pages, at which addresses, each with all it will say but the body."""

from builder.plan.describe import describe
from builder.plan.frames import frames_of
from builder.plan.keys import Keys
from builder.plan.site_plan import SitePlan, Unit, plan_site

__all__ = ["Keys", "SitePlan", "Unit", "describe", "frames_of", "plan_site"]
