using System.Management.Automation;

namespace SsmSessionLogging.Tests.Module;

/// <summary>What a script gave.</summary>
/// <param name="Output">The objects.</param>
/// <param name="Errors">Every error, the one that ended the script last.</param>
/// <param name="Warnings">The warnings.</param>
/// <param name="Verbose">The verbose lines.</param>
/// <param name="Screen">What the host wrote: prompts and <c>-WhatIf</c> texts.</param>
internal sealed record ModuleRun(
    IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<string> Verbose, string Screen)
{
    /// <summary>The one object.</summary>
    public PSObject Single => Assert.Single(ThrowOnError().Output);

    /// <summary>The one error's id, without the command behind it.</summary>
    public string ErrorId => Assert.Single(Errors).FullyQualifiedErrorId.Split(',')[0];

    /// <summary>Fails the test where the script had an error.</summary>
    public ModuleRun ThrowOnError()
    {
        Assert.True(Errors.Count == 0, string.Join(Environment.NewLine, Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error.Exception.Message}")));
        return this;
    }
}

/// <summary>Reads properties by name, as scripts do.</summary>
internal static class ObjectExtensions
{
    public static object? Get(this PSObject item, string property) => item.Properties[property]?.Value;

    public static string? Text(this PSObject item, string property) => item.Get(property)?.ToString();
}
