"""What is said of activities, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

from activities.choices import Deed

VERBS = {
    **{f"activity: {deed.value}": deed.label for deed in Deed},
    "plan: drawn up": _("drew up a yearly plan"),
    "plan: taken up": _("took activities up into a yearly plan"),
    "plan: put before": _("put a yearly plan before a meeting"),
    "plan: adopted": _("entered by which decision a yearly plan was adopted"),
    "action plan: proposed": _("proposed an action plan"),
    "action plan: said anew": _("said an action plan anew"),
    "progress: asked": _("asked for progress notes"),
    "progress: told": _("gave a progress note"),
    "information: given": _("gave information"),
    "information: answered": _("said whether its state gives information together with another"),
    "information: given in the end": _("gave information in the name of those who agreed"),
    "information: said anew": _("handed in a new version of information"),
    "information: replied": _("replied to information"),
    "information: sent out": _("sent information out"),
    "information: more are to see it": _("asked those who give information together whether more may see it"),
    "information: answered whether more see it": _("said whether more may see information"),
    "information: who sees it": _("said anew who sees information"),
    "photograph: added": _("added a photograph of the activity"),
    "photograph: consent": _("entered that a photograph is shown with consent"),
    "photograph: withdrawn": _("entered that consent to a photograph is withdrawn"),
    "activity: takes part": _("said who takes part in the activity"),
}
