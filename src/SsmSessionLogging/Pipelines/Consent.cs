using System.Management.Automation.Host;

namespace SsmSessionLogging.Pipelines;

/// <summary>
/// The question of a command that would go further than its parameters say: ShouldContinue, whose default answer is no. -Force and an
/// explicit -Confirm:$false answer it, a preference variable does not, and -WhatIf needs no answer. One of these for each kind of question,
/// since "yes to all" is an answer to all of a kind.
/// </summary>
internal sealed class Consent
{
    private readonly ShowingCmdlet _cmdlet;
    private readonly bool _isGiven;
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Reads what was given. Belongs on the pipeline thread.</summary>
    internal Consent(ShowingCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        IsRehearsal = Switch("WhatIf") ?? LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));
        _isGiven = Switch("Force") is true || Switch("Confirm") is false;
    }

    /// <summary>Whether the command only shows what it would do.</summary>
    internal bool IsRehearsal { get; }

    /// <summary>Asks, unless that is answered already.</summary>
    /// <param name="pipeline">The way to the person.</param>
    /// <param name="reason">What would be done, in whole sentences.</param>
    /// <param name="caption">The question's heading.</param>
    /// <exception cref="ConsentException">Nobody can answer.</exception>
    internal async Task<bool> AskAsync(CmdletPipeline pipeline, string reason, string caption)
    {
        if (IsRehearsal || _isGiven)
        {
            return true;
        }

        try
        {
            return await pipeline.AskAsync(
                () => _cmdlet.ShouldContinue($"{reason} Go on?", caption, hasSecurityImpact: true, ref _yesToAll, ref _noToAll)).ConfigureAwait(false);
        }
        catch (Exception failure) when (Prompts.NobodyAnswers(failure))
        {
            throw new ConsentException(
                $"{reason} That needs consent, and nobody can be asked here: without -Force nothing is done.", "Give -Force where this is meant.");
        }
    }

    private bool? Switch(string parameter) =>
        _cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var given) ? (bool)(SwitchParameter)given : null;
}

/// <summary>What hosts say where nobody is there to answer a prompt.</summary>
internal static class Prompts
{
    /// <summary>Whether a prompt failed because nobody can answer: -NonInteractive, a host without a person, or an input that has ended.</summary>
    internal static bool NobodyAnswers(Exception failure) => failure
        is HostException or PSInvalidOperationException or NotImplementedException or NotSupportedException
        // pwsh's own console at the end of a redirected input.
        or NullReferenceException;
}
