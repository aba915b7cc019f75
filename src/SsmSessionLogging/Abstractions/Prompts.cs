using System.Management.Automation;
using System.Management.Automation.Host;

namespace SsmSessionLogging.Abstractions;

/// <summary>What hosts say where nobody is there to answer a prompt.</summary>
internal static class Prompts
{
    /// <summary>Whether a prompt failed because nobody can answer: -NonInteractive, a host without a person, or an input that has ended.</summary>
    internal static bool NobodyAnswers(Exception failure) => failure
        is HostException or PSInvalidOperationException or NotImplementedException or NotSupportedException
        // pwsh's own console at the end of a redirected input.
        or NullReferenceException;
}
