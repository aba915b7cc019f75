namespace SessionLogging;

/// <summary>Something goes further than a command says by itself, and nobody agreed to it. Nothing was changed.</summary>
public sealed class ConsentException : SessionLoggingException
{
    /// <summary>Says what was not agreed to.</summary>
    /// <param name="message">What the change would do, and why nobody agreed.</param>
    /// <param name="remedy">How to agree.</param>
    public ConsentException(string message, string remedy)
        : base(FailureCategory.Refused, message, remedy)
    {
    }

    /// <summary><c>ConsentNeeded</c>.</summary>
    public override string ErrorId => "ConsentNeeded";
}
