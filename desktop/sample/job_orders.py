"""The sample data's fourteen job orders: one at least in every state, for clients in eleven countries.

What they are called and what is said of them is invented data, like a user's own, and so is not translated.
"""

from datetime import date

from desktop.sample import signed, unsigned
from desktop.sample.story import SampleJobOrder


def sample_job_orders(today: date) -> tuple[SampleJobOrder, ...]:
    """The job orders in the order they came in, dated back from `today`."""
    return (
        signed.hr_generalist(today),
        signed.senior_accountant(today),
        signed.agronomist(today),
        signed.payroll_specialist(today),
        unsigned.chief_financial_officer(today),
        signed.software_engineers(today),
        signed.instrument_engineer(today),
        unsigned.warehouse_lead(today),
        unsigned.quality_manager(today),
        unsigned.site_manager(today),
        unsigned.data_engineer(today),
        unsigned.night_shift_nurses(today),
        unsigned.designer(today),
        unsigned.supply_chain_analyst(today),
    )
