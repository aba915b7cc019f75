namespace SsmSessionLogging.Tests.Module;

/// <summary>What a script gave.</summary>
/// <param name="Output">The objects.</param>
/// <param name="Errors">Every error, the one that ended the script last.</param>
/// <param name="Warnings">The warnings.</param>
/// <param name="Verbose">The verbose lines.</param>
/// <param name="Progress">The progress records.</param>
/// <param name="Screen">What the host wrote: prompts and <c>-WhatIf</c> texts.</param>
internal sealed record ModuleRun(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress,
    string Screen)
{
    /// <summary>The one object of a script without errors.</summary>
    public PSObject Single => Assert.Single(ThrowOnError().Output);

    /// <summary>The one error.</summary>
    public ErrorRecord Error => Assert.Single(Errors);

    /// <summary>The one error's id, without the command behind it.</summary>
    public string ErrorId => Error.Id();

    /// <summary>A property of each object, as text.</summary>
    public IEnumerable<string?> Texts(string property) => Output.Select(item => item.Text(property));

    /// <summary>Fails the test where the script had an error.</summary>
    public ModuleRun ThrowOnError()
    {
        Assert.True(Errors.Count == 0, string.Join(Environment.NewLine, Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error.Exception}")));
        return this;
    }
}

/// <summary>Reads objects and errors as scripts do.</summary>
internal static class ObjectExtensions
{
    public static object? Get(this PSObject item, string property) => item.Properties[property]?.Value;

    public static string? Text(this PSObject item, string property) => item.Get(property)?.ToString();

    /// <summary>The object as a string.</summary>
    public static string AsText(this PSObject item) => item.ToString(format: null, CultureInfo.InvariantCulture);

    /// <summary>The error's id, without the command behind it.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>What is shown of the error.</summary>
    public static string Message(this ErrorRecord error) => error.ErrorDetails?.Message ?? error.Exception.Message;

    /// <summary>What the error says to do next.</summary>
    public static string? Advice(this ErrorRecord error) => error.ErrorDetails?.RecommendedAction;
}
