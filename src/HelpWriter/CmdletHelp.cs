namespace SsmSessionLogging.HelpWriter;

/// <summary>All that there is to say of a cmdlet.</summary>
internal sealed record CmdletHelp
{
    public required string Name { get; init; }

    /// <summary>Other names of it.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    public required Prose Synopsis { get; init; }

    public required IReadOnlyList<Prose> Description { get; init; }

    /// <summary>The parameter sets, the default one first.</summary>
    public required IReadOnlyList<SyntaxHelp> Syntax { get; init; }

    /// <summary>Its own parameters first, then those that it shares with others.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<Prose> Permissions { get; init; }

    public required IReadOnlyList<Prose> Notes { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required IReadOnlyList<LinkHelp> Links { get; init; }
}

/// <summary>A parameter set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters in the engine's order, with whether each is mandatory in this set.</param>
internal sealed record SyntaxHelp(string Name, IReadOnlyList<(ParameterHelp Parameter, bool IsMandatory)> Parameters);

/// <summary>A parameter.</summary>
internal sealed record ParameterHelp
{
    public required string Name { get; init; }

    public required IReadOnlyList<Prose> Description { get; init; }

    /// <summary>The type's name without a namespace, for example <c>String[]</c>.</summary>
    public required string Type { get; init; }

    public required bool IsSwitch { get; init; }

    /// <summary>The values that it takes, where they are counted.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Whether it is mandatory in every set that has it.</summary>
    public required bool IsMandatory { get; init; }

    /// <summary>The position, or <c>named</c>.</summary>
    public required string Position { get; init; }

    /// <summary>What of a piped object it takes, in the words of Get-Help.</summary>
    public required string PipelineInput { get; init; }

    public required bool TakesWildcards { get; init; }

    /// <summary>The value where it is not given, or <c>None</c>.</summary>
    public required string Default { get; init; }
}

/// <summary>A type that goes in or comes out.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Description">What it holds.</param>
internal sealed record TypeHelp(string Name, IReadOnlyList<Prose> Description);

/// <summary>An example.</summary>
/// <param name="Title">What it is for.</param>
/// <param name="Command">What is typed.</param>
/// <param name="Output">What it printed against the sandbox.</param>
/// <param name="Remarks">What there is to say of it.</param>
internal sealed record ExampleHelp(string Title, string Command, string Output, IReadOnlyList<Prose> Remarks);

/// <summary>A page or a cmdlet to read on.</summary>
/// <param name="Text">The link's text.</param>
/// <param name="Address">The page; <see langword="null"/> for a cmdlet or topic of this module.</param>
internal sealed record LinkHelp(string Text, string? Address);
