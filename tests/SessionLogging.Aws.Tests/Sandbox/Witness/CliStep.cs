namespace SessionLogging.Aws.Tests.Sandbox.Witness;

/// <summary>One command of the AWS CLI and what it prints.</summary>
/// <param name="Operation">The API's name, from which the command's follows.</param>
/// <param name="Arguments">The arguments; <c>{file}</c> is a file of the test.</param>
internal sealed record CliStep(string Operation, params string[] Arguments)
{
    /// <summary>What to print of the answer (JMESPath).</summary>
    public string? Query { get; init; }

    /// <summary>What is printed then, tabs read as blanks.</summary>
    public string? Prints { get; init; }

    /// <summary>The error code, where an error is what should come.</summary>
    public string? Fails { get; init; }

    /// <summary>The command: <c>list-objects-v2</c> of <c>ListObjectsV2</c>.</summary>
    public string Command => string.Concat(Operation.Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
