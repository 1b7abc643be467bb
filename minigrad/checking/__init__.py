"""Whether a claimed gradient is the derivative of a function: PASS, FAIL or INCONCLUSIVE, with reasons.

- ``names``: What the entries of a derivative are called, and the arrays that they belong to.
- ``rules/``: The rule of judging, its numbers, and what a check costs.
- ``direction_lengths``: By how much a direction through all coordinates moves each of them.
- ``contracts/``: fun and jac when they are called: what they return, and what they do besides computing.
- ``measuring/``: The slopes that a claim is compared with: a quick look, and a differentiator where that leaves doubt.
- ``explaining/``: Why a gradient is wrong: likely mistakes, the Taylor remainder, and a self-test of the check.
- ``reporting/``: The report: entries with reasons, the verdict, and how both are printed.
- ``points/``: One check at several points: the points, and one report on all of them.
- ``examine``: One check from beginning to end: contracts, slopes, judgement, and the explanation of an error.
- ``screening/``: Finding the wrong entries among millions, along random directions.
- ``derivative_names``: What the entries of a derivative are called, by the shape of what the function returns.
- ``options``: The options that checks of gradients, Jacobians and Hessians share.
- ``place``: A function at an array, or at the vector of a structure, and what its entries are called.
- ``answer``: From what a caller asks to the report: the terms of a check, and the check itself.
- ``check``: ``check_gradient``: whether a gradient is the derivative of a function.
- ``along_vectors``: A derivative that is claimed by its products with vectors, against slopes along random vectors.
- ``jacobian``: ``check_jacobian``: whether a matrix is the derivative of a function with several outputs.
- ``symmetry``: What a Hessian must be besides a derivative, and which of a gradient and its Hessian is at fault.
- ``hessian``: ``check_hessian``: whether a matrix, or a product, is the derivative of a gradient.
- ``sparse/``: Sparse Jacobians: the entries of a pattern are compared, and that there are no others is verified.
- ``adjoints/``: Whether one linear map is the adjoint of another, up to rounding that is measured.
- ``triangle/``: The products J v and J' w of one derivative, and differences of the function: three that must agree.
- ``spot``: ``spot_check``: the slope along one random direction, while training.
- ``components``: ``verify_layer`` and ``verify_objective``: the same verdict for a single layer or objective.
"""

from minigrad.checking.adjoints.adjoint import check_adjoint as check_adjoint
from minigrad.checking.check import check_gradient as check_gradient
from minigrad.checking.components import verify_layer as verify_layer
from minigrad.checking.components import verify_objective as verify_objective
from minigrad.checking.contracts.findings import Finding as Finding
from minigrad.checking.contracts.findings import FindingKind as FindingKind
from minigrad.checking.explaining.causes import Cause as Cause
from minigrad.checking.explaining.self_test import SelfTest as SelfTest
from minigrad.checking.explaining.taylor_remainder import OrderEvidence as OrderEvidence
from minigrad.checking.hessian import check_hessian as check_hessian
from minigrad.checking.jacobian import check_jacobian as check_jacobian
from minigrad.checking.points.around import around as around
from minigrad.checking.reporting.entries import Coordinate as Coordinate
from minigrad.checking.reporting.report import GradientCheckError as GradientCheckError
from minigrad.checking.reporting.report import GradientReport as GradientReport
from minigrad.checking.reporting.screened_block import ScreenedBlock as ScreenedBlock
from minigrad.checking.rules.cost import CostWarning as CostWarning
from minigrad.checking.rules.cost import Forecast as Forecast
from minigrad.checking.rules.cost import forecast_check as forecast_check
from minigrad.checking.rules.verdict import Verdict as Verdict
from minigrad.checking.spot import spot_check as spot_check
from minigrad.checking.triangle.jvp_vjp import check_jvp_vjp as check_jvp_vjp
