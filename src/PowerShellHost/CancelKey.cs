namespace PowerShellHost;

/// <summary>While it lives, the first Ctrl+C asks the pipeline to stop and the second ends the process.</summary>
internal sealed class CancelKey : IDisposable
{
    private readonly Action _stop;
    private bool _pressed;

    public CancelKey(Action stop)
    {
        _stop = stop;
        Console.CancelKeyPress += OnPressed;
    }

    public void Dispose() => Console.CancelKeyPress -= OnPressed;

    private void OnPressed(object? sender, ConsoleCancelEventArgs pressed)
    {
        if (_pressed) return;
        _pressed = true;
        pressed.Cancel = true;
        _stop();
    }
}
