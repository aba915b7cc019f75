using SessionLogging.Findings;
using SessionLogging.Preferences.Document;

namespace SsmSessionLogging.Abstractions;

/// <summary>A plan in words, for <c>-WhatIf</c> and <c>-Confirm</c>.</summary>
internal static class PlanText
{
    internal static string Of(PreferencePlan plan, IReadOnlyList<Finding> blocking)
    {
        var text = new StringBuilder(plan.Before is null ? $"Create {plan.Target}." : $"Change {plan.Target}.");
        foreach (var change in plan.Changes.Changed)
        {
            text.AppendLine().Append("  ").Append(change);
        }

        foreach (var exception in AgreedSetting.In(plan.Edit))
        {
            text.AppendLine().Append("  Exception: ").Append(exception);
        }

        foreach (var setting in plan.Changes.Respelled.Where(_ => plan.Before is not null))
        {
            text.AppendLine().Append("  ").Append(setting).Append(": the same value, spelled as AWS documents it");
        }

        foreach (var finding in blocking)
        {
            text.AppendLine().Append("  Would be refused: ").Append(PreferenceGuardException.ConsequenceOf(finding.Severity)).Append(", ").Append(finding.RuleId).Append(": ").Append(finding.Message);
        }

        return text.ToString();
    }
}
