using System.Text.RegularExpressions;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>A block's or test's name, in which <c>&lt;Name&gt;</c> stands for a value of its data or of a block around it.</summary>
internal static partial class NameTemplate
{
    /// <summary>The name with its templates filled in.</summary>
    /// <param name="name">The name as it is written.</param>
    /// <param name="rows">The rows that define variables, from the inside out.</param>
    /// <param name="unknown">The first template that no row fills with a text or a whole number.</param>
    public static string Expand(string name, IReadOnlyList<SpecRow> rows, out string? unknown)
    {
        string? missing = null;
        var expanded = Template().Replace(name, match =>
        {
            var template = match.Groups["template"].Value;
            // $_ is the innermost row's; any other variable is that of the innermost row which defines it.
            var candidates = template.StartsWith('_') ? rows.Take(1) : rows;
            if (candidates.Select(row => row.Show(template)).FirstOrDefault(shown => shown is not null) is { } value) return value;

            missing ??= match.Value;
            return match.Value;
        });
        unknown = missing;
        return expanded;
    }

    [GeneratedRegex("<(?<template>[^>]+)>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Template();
}
