"""What tests need around them: a browser, a web server, a built site."""
