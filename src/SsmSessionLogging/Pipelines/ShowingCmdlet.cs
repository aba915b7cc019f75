namespace SsmSessionLogging.Pipelines;

/// <summary>
/// The one way from a cmdlet to a screen: every message, question and step of progress passes here, and what would act on the screen instead
/// of standing on it is made visible. Texts of documents, services, files and people are in all of them.
/// </summary>
public abstract class ShowingCmdlet : PSCmdlet
{
    internal new void WriteVerbose(string text) => base.WriteVerbose(ShownText.Lines(text));

    internal new void WriteWarning(string text) => base.WriteWarning(ShownText.Lines(text));

    internal new void WriteError(ErrorRecord error) => base.WriteError(Shown(error));

    /// <summary>Warns on the host itself, past a pipeline that is stopped and takes nothing any more.</summary>
    internal void WarnOnHost(string text)
    {
        try
        {
            Host.UI?.WriteWarningLine(ShownText.Lines(text));
        }
        catch (Exception failure) when (Prompts.NobodyAnswers(failure))
        {
            // A host without a screen.
        }
    }

    internal new void ThrowTerminatingError(ErrorRecord error) => base.ThrowTerminatingError(Shown(error));

    internal new void WriteProgress(ProgressRecord progress)
    {
        progress.Activity = ShownText.Of(progress.Activity);
        progress.StatusDescription = ShownText.Of(progress.StatusDescription);
        base.WriteProgress(progress);
    }

    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(ShownText.Of(target), ShownText.Of(action));

    internal new bool ShouldProcess(string description, string question, string caption) =>
        base.ShouldProcess(ShownText.Lines(description), ShownText.Lines(question), ShownText.Of(caption));

    internal new bool ShouldContinue(string question, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll) =>
        base.ShouldContinue(ShownText.Lines(question), ShownText.Of(caption), hasSecurityImpact, ref yesToAll, ref noToAll);

    /// <summary>The error with what is shown of it; the exception and the object concerned stay what they are.</summary>
    private static ErrorRecord Shown(ErrorRecord error)
    {
        var advice = error.ErrorDetails?.RecommendedAction;
        error.ErrorDetails = new ErrorDetails(ShownText.Lines(error.ErrorDetails?.Message ?? error.Exception.Message)) { RecommendedAction = ShownText.Lines(advice) };
        error.CategoryInfo.TargetName = ShownText.Of(error.CategoryInfo.TargetName);
        return error;
    }
}
