"""What citizens sign in to do: a folder for each service, none knowing another."""
